/// The gRPC status codes that a build session answers with (grpc/grpc, doc/statuscodes.md).
package enum GRPCStatus: Int, Hashable, Sendable {
    case ok = 0
    case invalidArgument = 3
    case notFound = 5
    case resourceExhausted = 8
    case unimplemented = 12
    case unavailable = 14
}
