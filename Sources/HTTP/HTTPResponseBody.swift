/// A response's body: chunks as they arrive, with back-pressure; at most 1 MiB waits in memory.
///
/// To be read once. Dropping it unread ends the transfer.
package struct HTTPResponseBody: Sendable, AsyncSequence {
    package typealias Element = [UInt8]

    private let transfer: TransferHandle

    init(_ transfer: TransferHandle) {
        self.transfer = transfer
    }

    /// Reads the chunks in order.
    package struct AsyncIterator: AsyncIteratorProtocol {
        let transfer: TransferHandle

        package mutating func next() async throws -> [UInt8]? {
            try await transfer.shared.responseBody.read()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(transfer: transfer)
    }

    /// The chunks for a reader that blocks its thread, such as libarchive.
    ///
    /// Never to be called on a thread of Swift's cooperative pool.
    package func readBlocking() throws -> [UInt8]? {
        try transfer.shared.responseBody.readBlocking()
    }

    /// Unblocks readers and ends the transfer.
    package func cancel() {
        transfer.cancel()
    }

    /// The whole body.
    ///
    /// - Parameter limit: The most bytes it may have.
    /// - Throws: `HTTPError` with `.bodyTooLarge` beyond the limit, or what ended the transfer.
    package func collect(upTo limit: Int = 16 << 20) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await chunk in self {
            guard bytes.count + chunk.count <= limit else {
                transfer.cancel()
                throw HTTPError(transfer.shared.request, .bodyTooLarge(limit: limit))
            }
            bytes += chunk
        }
        return bytes
    }
}
