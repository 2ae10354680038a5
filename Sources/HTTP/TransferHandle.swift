import Synchronization

/// A transfer as the tasks see it that started it and read its response.
///
/// Letting go of the handle ends the transfer; what the loop needs while it runs is in `shared`.
final class TransferHandle: Sendable {
    typealias Head = (status: Int, headers: HTTPHeaders)

    /// The part of a transfer that both the tasks and the loop hold.
    final class Shared: Sendable {
        private enum State {
            case idle
            case awaited(CheckedContinuation<Head, any Error>)
            case resolved(Result<Head, any Error>)
        }

        let request: HTTPRequest
        let responseBody = ByteChannel(capacity: 1 << 20)
        private let state = Mutex(State.idle)

        init(_ request: HTTPRequest) {
            self.request = request
        }

        /// Delivers the response's head, or why there is none; only the first word counts.
        func resolve(_ result: Result<Head, any Error>) {
            let continuation = state.withLock { state -> CheckedContinuation<Head, any Error>? in
                switch state {
                case .resolved: return nil
                case .idle:
                    state = .resolved(result)
                    return nil
                case .awaited(let continuation):
                    state = .resolved(result)
                    return continuation
                }
            }
            continuation?.resume(with: result)
        }

        func head() async throws -> Head {
            try await withCheckedThrowingContinuation { continuation in
                let result = state.withLock { state -> Result<Head, any Error>? in
                    if case .resolved(let result) = state { return result }
                    state = .awaited(continuation)
                    return nil
                }
                if let result { continuation.resume(with: result) }
            }
        }
    }

    let shared: Shared
    private let loop: TransferLoop

    init(_ request: HTTPRequest, loop: TransferLoop) {
        self.shared = Shared(request)
        self.loop = loop
    }

    deinit {
        loop.cancel(shared)
    }

    /// Hands the transfer to the loop and waits for the response's head.
    func start() async throws -> Head {
        loop.start(shared)
        return try await shared.head()
    }

    /// Ends the transfer; whoever waits for its head gets `CancellationError`.
    func cancel() {
        shared.resolve(.failure(CancellationError()))
        loop.cancel(shared)
    }
}
