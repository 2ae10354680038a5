import Dispatch
import HTTP
import Synchronization

/// The build context on its way to the engine: written on a thread of its own, read by the transfer.
struct ContextUpload: Sendable {
    let channel = ByteChannel()
    let write: BuildRequest.ContextWriter
    let onProgress: @Sendable (BuildProgress) -> Void

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
            let warnings = try write { bytes in
                try channel.writeBlocking(bytes)
                count += bytes.count
            }
            channel.finish()
            onProgress(.contextSent(bytes: count))
            for warning in warnings { onProgress(.warning(PlainText.strip(warning))) }
        } catch {
            channel.finish(throwing: error)
        }
    }
}
