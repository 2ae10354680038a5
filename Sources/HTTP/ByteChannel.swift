import Dispatch
import Synchronization

/// A bounded queue of byte chunks between one writer and one reader.
///
/// Either side may be a task, a thread that may block, or libcurl's loop, which must never wait:
/// each tries, and leaves a waker behind when it has to be told to try again.
package final class ByteChannel: Sendable {
    /// Why writing into a channel fails.
    package struct ReaderGone: Error, CustomStringConvertible {
        package var description: String { "the reader of these bytes is gone" }
    }

    private enum End {
        case finished
        case failed(any Error)
    }

    private struct State {
        var chunks: [[UInt8]] = []
        /// The first chunk not yet read, and how much of it is.
        var first = 0
        var offset = 0
        var count = 0
        var end: End?
        var isReaderGone = false
        var wakeReader: (@Sendable () -> Void)?
        var wakeWriter: (@Sendable () -> Void)?

        var isReadable: Bool { count > 0 || end != nil || isReaderGone }
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// Makes a channel that takes no further chunk while `capacity` bytes or more wait in it.
    package init(capacity: Int = 1 << 20) {
        self.capacity = capacity
    }

    // MARK: Writing

    /// What became of an attempt to write without waiting.
    package enum WriteAttempt: Sendable {
        case taken
        case full
        case readerGone
    }

    /// Appends a chunk, or says that there is no room now and calls `waker` once there is.
    package func tryWrite(_ chunk: @autoclosure () -> [UInt8], waker: @escaping @Sendable () -> Void) -> WriteAttempt {
        let (attempt, wake) = state.withLock { state -> (WriteAttempt, (@Sendable () -> Void)?) in
            if state.isReaderGone { return (.readerGone, nil) }
            if state.count >= capacity {
                state.wakeWriter = waker
                return (.full, nil)
            }
            let chunk = chunk()
            guard !chunk.isEmpty else { return (.taken, nil) }
            state.chunks.append(chunk)
            state.count += chunk.count
            return (.taken, state.wakeReader.take())
        }
        wake?()
        return attempt
    }

    /// Appends a chunk, waiting for room.
    ///
    /// - Throws: `ReaderGone`, or `CancellationError`.
    package func write(_ chunk: [UInt8]) async throws {
        while true {
            try Task.checkCancellation()
            let attempt: WriteAttempt? = await suspended { resume in
                switch tryWrite(chunk, waker: { resume(nil) }) {
                case .full: return nil
                case let attempt: return attempt
                }
            } onCancel: {
                self.state.withLock { $0.wakeWriter.take() }?()
            }
            switch attempt {
            case .taken: return
            case .readerGone: throw ReaderGone()
            case .full, nil: continue
            }
        }
    }

    /// Appends a chunk, blocking the thread until there is room.
    ///
    /// Never to be called on a thread of Swift's cooperative pool.
    /// - Throws: `ReaderGone`.
    package func writeBlocking(_ chunk: [UInt8]) throws {
        let semaphore = DispatchSemaphore(value: 0)
        while true {
            switch tryWrite(chunk, waker: { semaphore.signal() }) {
            case .taken: return
            case .readerGone: throw ReaderGone()
            case .full: semaphore.wait()
            }
        }
    }

    /// Ends the bytes; with an error, the reader gets it after what was written before.
    package func finish(throwing error: (any Error)? = nil) {
        let wake = state.withLock { state -> (@Sendable () -> Void)? in
            if state.end == nil { state.end = error.map { .failed($0) } ?? .finished }
            return state.wakeReader.take()
        }
        wake?()
    }

    // MARK: Reading

    /// What became of an attempt to read without waiting.
    package enum ReadAttempt: Sendable {
        case chunk([UInt8])
        case empty
        case end
        case failed(any Error)
    }

    /// Takes at most `limit` bytes, or says that there are none now and calls `waker` once there are.
    package func tryRead(upTo limit: Int = .max, waker: @escaping @Sendable () -> Void) -> ReadAttempt {
        let (attempt, wake) = state.withLock { state -> (ReadAttempt, (@Sendable () -> Void)?) in
            if state.count > 0 {
                return (.chunk(Self.takeChunk(&state, limit)), state.count < capacity ? state.wakeWriter.take() : nil)
            }
            if state.isReaderGone { return (.failed(CancellationError()), nil) }
            switch state.end {
            case .finished: return (.end, nil)
            case .failed(let error): return (.failed(error), nil)
            case nil:
                state.wakeReader = waker
                return (.empty, nil)
            }
        }
        wake?()
        return attempt
    }

    /// The next chunk, waiting for it; nil at the end.
    package func read() async throws -> [UInt8]? {
        while true {
            try Task.checkCancellation()
            let attempt: ReadAttempt? = await suspended { resume in
                switch tryRead(waker: { resume(nil) }) {
                case .empty: return nil
                case let attempt: return attempt
                }
            } onCancel: {
                self.state.withLock { $0.wakeReader.take() }?()
            }
            switch attempt {
            case .chunk(let chunk): return chunk
            case .end: return nil
            case .failed(let error): throw error
            case .empty, nil: continue
            }
        }
    }

    /// The next chunk for a reader that blocks its thread; nil at the end.
    ///
    /// Never to be called on a thread of Swift's cooperative pool.
    package func readBlocking() throws -> [UInt8]? {
        let semaphore = DispatchSemaphore(value: 0)
        while true {
            switch tryRead(waker: { semaphore.signal() }) {
            case .chunk(let chunk): return chunk
            case .end: return nil
            case .failed(let error): throw error
            case .empty: semaphore.wait()
            }
        }
    }

    /// Says that nobody will read on: what waits is dropped, writers fail from now on, a waiting reader returns.
    package func abandon() {
        let wakers = state.withLock { state in
            state.isReaderGone = true
            state.chunks = []
            state.first = 0
            state.offset = 0
            state.count = 0
            return [state.wakeReader.take(), state.wakeWriter.take()]
        }
        for wake in wakers { wake?() }
    }

    private static func takeChunk(_ state: inout State, _ limit: Int) -> [UInt8] {
        let chunk = state.chunks[state.first]
        let available = chunk.count - state.offset
        if available > limit {
            let part = Array(chunk[state.offset..<(state.offset + limit)])
            state.offset += limit
            state.count -= limit
            return part
        }
        let rest = state.offset == 0 ? chunk : Array(chunk[state.offset...])
        state.chunks[state.first] = []
        state.first += 1
        state.offset = 0
        state.count -= available
        if state.first == state.chunks.count || state.first == 64 {
            state.chunks.removeFirst(state.first)
            state.first = 0
        }
        return rest
    }

    /// Runs an attempt that yields a result at once or leaves `resume` with a waker, and waits for either.
    private func suspended<Result: Sendable>(
        _ attempt: (_ resume: @escaping @Sendable (Result?) -> Void) -> Result?,
        onCancel: @escaping @Sendable () -> Void
    ) async -> Result? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if let result = attempt({ continuation.resume(returning: $0) }) {
                    continuation.resume(returning: result)
                } else if Task.isCancelled {
                    // The handler below may have run before there was a waker to call.
                    onCancel()
                }
            }
        } onCancel: {
            onCancel()
        }
    }
}
