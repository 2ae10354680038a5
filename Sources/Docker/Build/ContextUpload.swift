import Dispatch
import HTTP
import Synchronization

/// The build context on its way to the engine: written on a thread of its own, read by the transfer.
struct ContextUpload: Sendable {
    let channel = ByteChannel()
    let write: BuildRequest.ContextWriter
    /// Told how many bytes there were, once all are written.
    let onEnd: @Sendable (Int) -> Void

    /// Writes the context and returns when the writer has, whatever became of it.
    ///
    /// The writer's own error reaches the transfer through the channel; that nobody reads any more is no error.
    func run() async {
        await withCheckedContinuation { continuation in
            DispatchQueue(label: "shipit.docker.context").async {
                writeAll()
                continuation.resume()
            }
        }
    }

    private func writeAll() {
        var count = 0
        do {
            try write { bytes in
                try channel.writeBlocking(bytes)
                count += bytes.count
            }
            channel.finish()
            onEnd(count)
        } catch {
            channel.finish(throwing: error)
        }
    }
}
