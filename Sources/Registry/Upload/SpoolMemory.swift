import Dispatch
import Synchronization

/// How much the spools of one push may hold: bytes in memory, and bytes in all.
final class SpoolMemory: Sendable {
    private struct State {
        var memory: Int
        var total = 0
        var isClosed = false
        var waiter: DispatchSemaphore?
    }

    private let limits: PushLimits
    private let state: Mutex<State>

    init(_ limits: PushLimits) {
        self.limits = limits
        self.state = Mutex(State(memory: limits.spoolMemory))
    }

    /// Where what does not fit into memory goes.
    var directory: String { limits.spoolDirectory }

    /// From how many bytes on an upload begins before the blob is complete.
    var streamingFrom: Int { limits.streamingFrom }

    /// Counts bytes in, and says whether they may stay in memory.
    func take(_ count: Int) -> Bool {
        state.withLock { state in
            state.total += count
            guard state.memory >= count else { return false }
            state.memory -= count
            return true
        }
    }

    /// Counts bytes out.
    func giveBack(memory: Int, total: Int) {
        let waiter = state.withLock { state -> DispatchSemaphore? in
            state.memory += memory
            state.total -= total
            return state.total < limits.spool ? state.waiter.take() : nil
        }
        waiter?.signal()
    }

    /// Blocks the thread while too much waits for the registry.
    func waitForRoom() {
        let semaphore = DispatchSemaphore(value: 0)
        let mustWait = state.withLock { state in
            guard state.total >= limits.spool, !state.isClosed else { return false }
            state.waiter = semaphore
            return true
        }
        if mustWait { semaphore.wait() }
    }

    /// Lets whoever waits go on, for good.
    func close() {
        let waiter = state.withLock { state -> DispatchSemaphore? in
            state.isClosed = true
            return state.waiter.take()
        }
        waiter?.signal()
    }
}
