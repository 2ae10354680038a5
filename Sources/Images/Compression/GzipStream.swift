import Hashing
import Synchronization

/// A layer becoming a gzip blob: blocks of 1 MiB compressed on all cores, each a member of its own, in order.
///
/// gzip files may consist of many members (RFC 1952, section 2.2); Go, zlib and every engine read them. The bytes
/// depend on the input only, not on the cores or on how it was cut when it came.
package final class GzipStream: Sendable {
    /// What comes out, in order, on whichever thread had the next part ready.
    package enum Output: Sendable {
        case bytes([UInt8])
        case end(digest: Digest, size: Int)
    }

    private struct Finished: @unchecked Sendable {
        let block: GzipBlock
    }

    private struct Order {
        var finished: [Int: Finished] = [:]
        var next = 0
        var isEmitting = false
        /// The number of blocks, once all have been submitted.
        var total: Int?
    }

    /// The digest in the making. One thread at a time emits, and `order` hands this on from one to the next,
    /// which the compiler cannot see.
    private final class Sum: @unchecked Sendable {
        private var hash: SHA256? = SHA256()
        private var size = 0

        func add(_ bytes: UnsafeRawBufferPointer) {
            hash?.update(bytes)
            size += bytes.count
        }

        func end() -> Output {
            guard let hash = hash.take() else { preconditionFailure("a layer ends once") }
            return .end(digest: Digest(hash: hash.finalize()), size: size)
        }
    }

    // Filled by the one thread that appends.
    private struct Filling: @unchecked Sendable {
        var block: GzipBlock?
        var submitted = 0
    }

    private let pool: GzipPool
    private let output: @Sendable (Output) -> Void
    private let filling = Mutex(Filling())
    private let order = Mutex(Order())
    private let sum = Sum()

    package init(_ pool: GzipPool, output: @escaping @Sendable (Output) -> Void) {
        self.pool = pool
        self.output = output
    }

    /// Adds bytes; blocks the thread while all blocks of the pool are at work.
    package func append(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while !rest.isEmpty {
            filling.withLock { filling in
                let block = filling.block ?? pool.take()
                let taken = block.fill(from: rest)
                rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
                filling.block = block
                if block.isFull { submit(&filling) }
            }
        }
    }

    /// Ends the layer. `.end` comes out when the last block is done.
    package func finish() {
        let total = filling.withLock { filling in
            // An empty layer is an empty member, not an empty blob, which Amazon ECR cannot complete.
            if filling.submitted == 0, filling.block == nil { filling.block = pool.take() }
            if filling.block != nil { submit(&filling) }
            return filling.submitted
        }
        order.withLock { $0.total = total }
        emit()
    }

    /// Gives up the layer, after which nothing but blocks under way comes out.
    package func cancel() {
        filling.withLock { filling in
            if let block = filling.block.take() { pool.giveBack(block) }
        }
    }

    private func submit(_ filling: inout Filling) {
        guard let block = filling.block.take() else { return }
        let index = filling.submitted
        filling.submitted += 1
        pool.compress(block) { block in
            let finished = Finished(block: block)
            self.order.withLock { $0.finished[index] = finished }
            self.emit()
        }
    }

    /// Hands out what is next in order, unless another thread is at it.
    private func emit() {
        enum Step {
            case block(Finished)
            case end
            case nothing
        }
        while true {
            let step = order.withLock { order -> Step in
                guard !order.isEmitting else { return .nothing }
                if let finished = order.finished.removeValue(forKey: order.next) {
                    order.next += 1
                    order.isEmitting = true
                    return .block(finished)
                }
                guard order.total == order.next else { return .nothing }
                order.isEmitting = true  // for good: the end comes once
                return .end
            }
            switch step {
            case .nothing: return
            case .block(let finished):
                emit(finished.block)
                order.withLock { $0.isEmitting = false }
            case .end:
                output(sum.end())
                return
            }
        }
    }

    private func emit(_ block: GzipBlock) {
        let bytes = block.compressed
        sum.add(bytes)
        let copy = Array(bytes)
        pool.giveBack(block)
        output(.bytes(copy))
    }
}
