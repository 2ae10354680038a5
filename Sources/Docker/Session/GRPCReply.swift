/// The answer to a unary gRPC call.
package enum GRPCReply: Hashable, Sendable {
    /// The encoded message.
    case message([UInt8])
    case failure(GRPCStatus, String)
}
