/// Sends requests over TCP, TLS and unix sockets, with streamed bodies both ways.
///
/// One thread drives all transfers through libcurl's multi interface; connections are kept and used again.
/// HTTP/1.1 only: a registry's blobs then travel on connections of their own, and neither the Docker
/// Engine nor AWS's JSON services gain from HTTP/2. Redirects are not followed: those who send
/// credentials decide where to.
package final class HTTPClient: Sendable {
    private let loop: TransferLoop

    package init(userAgent: String = "shipit") {
        self.loop = TransferLoop(userAgent: userAgent)
    }

    deinit {
        loop.stop()
    }

    /// Sends a request and returns as soon as the response's head has arrived.
    ///
    /// Cancelling the calling task ends the transfer.
    /// - Throws: `HTTPError`, or `CancellationError`.
    package func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        try Task.checkCancellation()
        let transfer = TransferHandle(request, loop: loop)
        let head = try await withTaskCancellationHandler {
            try await transfer.start()
        } onCancel: {
            transfer.cancel()
        }
        return HTTPResponse(status: head.status, headers: head.headers, body: HTTPResponseBody(transfer))
    }

    /// Asks the peer to switch protocols (RFC 9110, section 7.8) and hands over the raw connection.
    ///
    /// - Parameter request: A request without a body; `Connection` and `Upgrade` are among its headers.
    /// - Throws: `HTTPError` with `.upgradeRefused` when the answer is not 101.
    package func upgrade(_ request: HTTPRequest) async throws -> UpgradedConnection {
        try await UpgradedConnection.open(request)
    }
}
