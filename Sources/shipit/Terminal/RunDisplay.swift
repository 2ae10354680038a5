import Dispatch
import Runner
import Synchronization

/// Shows a run as its events come in: the one place where a view meets the clock and the terminal.
///
/// All writing is done on a thread of its own, so that a terminal that takes nothing (Ctrl-S, a stuck pipe) does not
/// hold up the deploy. What is written to a closed stream is dropped: there is nobody left to read it.
final class RunDisplay: Sendable {
    private struct State: Sendable {
        var view: RunView
        var isBroken = false
        var isClosed = false
    }

    /// Beyond this many events waiting for the terminal, lines of logs and progress are left out.
    private static let backlog = 10_000

    private let queue = DispatchQueue(label: "shipit.display")
    private let state: Mutex<State>
    private let waiting = Atomic<Int>(0)
    private let descriptor: Int32
    private let now: @Sendable () -> Moment
    private let size: @Sendable () -> TerminalSize

    init(
        _ view: RunView,
        descriptor: Int32 = StandardStream.error.descriptor,
        now: @escaping @Sendable () -> Moment,
        size: @escaping @Sendable () -> TerminalSize
    ) {
        self.state = Mutex(State(view: view))
        self.descriptor = descriptor
        self.now = now
        self.size = size
        if view.isLive { CursorGuard.arm(descriptor) }
        if let interval = view.interval { tick(every: interval) }
    }

    /// Shows an event; returns at once. Events after `close` are dropped.
    func report(_ event: Event) {
        let count = waiting.add(1, ordering: .relaxed).newValue
        if count > Self.backlog, event.canBeLeftOut {
            waiting.subtract(1, ordering: .relaxed)
            return
        }
        let moment = now()
        queue.async { [self] in
            waiting.subtract(1, ordering: .relaxed)
            change { $0.view.receive(event, at: moment, in: size()) }
        }
    }

    /// Writes what is left and gives the terminal back; to be called on every way out, before anything else is written
    /// to the stream. Waits for the terminal.
    func close() {
        queue.sync {
            change { state in
                defer { state.isClosed = true }
                return state.view.close(at: now(), in: size())
            }
        }
        CursorGuard.disarm()
    }

    /// Ticks until `close`, or until nobody holds the display any more.
    private func tick(every interval: Duration) {
        let pause = DispatchTimeInterval.milliseconds(Int(interval / .milliseconds(1)))
        queue.asyncAfter(deadline: .now() + pause) { [weak self] in
            guard let self, !state.withLock({ $0.isClosed }) else { return }
            change { $0.view.tick(at: now(), in: size()) }
            tick(every: interval)
        }
    }

    private func change(_ body: (inout State) -> String) {
        state.withLock { state in
            guard !state.isClosed else { return }
            let text = body(&state)
            guard !text.isEmpty, !state.isBroken else { return }
            do {
                try StandardStream.write(text, to: descriptor)
            } catch {
                state.isBroken = true
            }
        }
    }
}

extension Event {
    /// Whether a view stays right without it.
    fileprivate var canBeLeftOut: Bool {
        switch self {
        case .stepProgressed, .stepLogged: true
        case .runStarted, .stepStarted, .stepFinished, .note, .warning, .runFinished: false
        }
    }
}
