import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Ctrl-C and SIGTERM: the first asks the command to end, the second ends the process at once.
final class Interruption: Sendable {
    private struct State {
        var received: ExitCode?
        var handler: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())
    /// Kept for as long as signals are to be heard; never touched again, which makes sharing it safe.
    private nonisolated(unsafe) let sources: [any DispatchSourceSignal]

    init() {
        let queue = DispatchQueue(label: "shipit.signals")
        var sources: [any DispatchSourceSignal] = []
        var connect: [(Int32, ExitCode, any DispatchSourceSignal)] = []
        for (number, code) in [(SIGINT, ExitCode.interrupted), (SIGTERM, ExitCode.terminated)] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            sources.append(source)
            connect.append((number, code, source))
        }
        self.sources = sources
        for (_, code, source) in connect {
            source.setEventHandler { [weak self] in self?.hear(code) }
            source.resume()
        }
    }

    /// The exit code of the signal that was heard; nil when none was.
    var exitCode: ExitCode? { state.withLock { $0.received } }

    /// What the first signal does; done at once when one was heard already.
    func onSignal(_ handler: @escaping @Sendable () -> Void) {
        let isLate = state.withLock { state in
            state.handler = handler
            return state.received != nil
        }
        if isLate { handler() }
    }

    private func hear(_ code: ExitCode) {
        let (isSecond, handler) = state.withLock { state in
            defer { state.received = state.received ?? code }
            return (state.received != nil, state.handler)
        }
        if isSecond {
            CursorGuard.restore()
            _exit(code.rawValue)
        }
        handler?()
    }
}
