import Synchronization

/// One piece of work that several callers wait for; it is cancelled when the last of them has gone.
final class SharedTask<Value: Sendable>: Sendable {
    private struct State {
        var waiters: [Int: CheckedContinuation<Value?, any Error>] = [:]
        var next = 0
        var result: Result<Value, any Error>?
        var isAbandoned = false
        var task: Task<Void, Never>?
    }

    private let state = Mutex(State())

    /// Starts the work at once.
    init(_ work: @escaping @Sendable () async throws -> Value) {
        let task = Task {
            let result: Result<Value, any Error>
            do {
                result = .success(try await work())
            } catch {
                result = .failure(error)
            }
            finish(result)
        }
        state.withLock { $0.task = task }
    }

    /// Whether there is nothing more to wait for.
    var isOver: Bool { state.withLock { $0.result != nil || $0.isAbandoned } }

    /// The work's result; nil when everyone else had gone before, so that it was given up.
    func value() async throws -> Value? {
        let id = state.withLock { state in
            defer { state.next += 1 }
            return state.next
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                wait(id, continuation)
                // The handler below may have run before there was a waiter to remove.
                if Task.isCancelled { leave(id) }
            }
        } onCancel: {
            leave(id)
        }
    }

    private func wait(_ id: Int, _ continuation: CheckedContinuation<Value?, any Error>) {
        let known: Result<Value?, any Error>? = state.withLock { state in
            if let result = state.result { return result.map { $0 } }
            if state.isAbandoned { return .success(nil) }
            state.waiters[id] = continuation
            return nil
        }
        if let known { continuation.resume(with: known) }
    }

    private func leave(_ id: Int) {
        let (waiter, task) = state.withLock { state in
            let waiter = state.waiters.removeValue(forKey: id)
            guard waiter != nil, state.waiters.isEmpty, state.result == nil else {
                return (waiter, nil as Task<Void, Never>?)
            }
            state.isAbandoned = true
            return (waiter, state.task)
        }
        task?.cancel()
        waiter?.resume(throwing: CancellationError())
    }

    private func finish(_ result: Result<Value, any Error>) {
        let waiters = state.withLock { state in
            state.result = result
            defer { state.waiters = [:] }
            return state.waiters.values.map { $0 }
        }
        for waiter in waiters { waiter.resume(with: result.map { $0 }) }
    }
}
