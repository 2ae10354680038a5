import Synchronization

/// Blobs in the order they began to arrive, for the uploads that are free to take one.
final class BlobQueue: Sendable {
    private struct State {
        var blobs: [PendingBlob] = []
        var isClosed = false
    }

    private let state = Mutex(State())
    private let changes = Changes()

    func put(_ blob: PendingBlob) {
        state.withLock { $0.blobs.append(blob) }
        changes.happened()
    }

    /// Says that no more will come.
    func close() {
        state.withLock { $0.isClosed = true }
        changes.happened()
    }

    /// The next blob, waiting for it; nil when there will be none.
    func next() async throws -> PendingBlob? {
        while true {
            try Task.checkCancellation()
            let seen = changes.count
            let (blob, isClosed) = state.withLock { state in
                (state.blobs.isEmpty ? nil : state.blobs.removeFirst(), state.isClosed)
            }
            if blob != nil || isClosed { return blob }
            await changes.wait(after: seen)
        }
    }
}
