import Dispatch
import FoundationEssentials
import Synchronization

/// The blocks and the threads that one push compresses with.
package final class GzipPool: Sendable {
    /// How layers are compressed, to be kept beside their digests: another compressor makes other bytes.
    package static let compressor = "isal-2-1MiB"

    // Blocks are passed from thread to thread and used by one at a time, which the compiler cannot see.
    private struct Block: @unchecked Sendable {
        let block: GzipBlock
    }

    private let free: Mutex<[Block]>
    private let available: DispatchSemaphore
    private let queue = DispatchQueue(label: "shipit.compression", qos: .userInitiated, attributes: .concurrent)

    /// - Parameter blockCount: How many blocks of 1 MiB are worked on at once, 2.5 MB of memory each.
    package init(blockCount: Int = min(ProcessInfo.processInfo.activeProcessorCount + 3, 14)) {
        self.free = Mutex((0..<blockCount).map { _ in Block(block: GzipBlock()) })
        self.available = DispatchSemaphore(value: blockCount)
    }

    /// An empty block; blocks the thread until one is free.
    func take() -> GzipBlock {
        available.wait()
        let block = free.withLock { $0.popLast() }
        guard let block else { preconditionFailure("more blocks were given out than there are") }
        return block.block
    }

    func giveBack(_ block: GzipBlock) {
        block.empty()
        let block = Block(block: block)
        free.withLock { $0.append(block) }
        available.signal()
    }

    /// Compresses a block on one of the threads and hands it on there.
    func compress(_ block: GzipBlock, then next: @escaping @Sendable (sending GzipBlock) -> Void) {
        let block = Block(block: block)
        queue.async {
            block.block.compress()
            next(block.block)
        }
    }
}
