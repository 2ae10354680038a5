/// A unary gRPC call that has arrived whole.
package struct GRPCCall: Hashable, Sendable {
    package let stream: Int32
    /// `/package.Service/Method`
    package let path: String
    /// The encoded request message.
    package let message: [UInt8]
}
