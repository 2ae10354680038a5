/// A connection that has switched protocols: raw bytes both ways, in the order they are written.
package final class UpgradedConnection: Sendable {
    /// What arrives from the peer, beginning with the first byte after the 101 response's head.
    package let received = ByteChannel(capacity: 1 << 20)
    /// What is sent to the peer. Finishing it does not close the connection.
    package let sent = ByteChannel(capacity: 1 << 20)

    private init() {}

    static func open(_ request: HTTPRequest) async throws -> UpgradedConnection {
        fatalError("being written")
    }

    /// Closes the connection; waiting readers see its end, writers fail.
    package func close() {
    }
}
