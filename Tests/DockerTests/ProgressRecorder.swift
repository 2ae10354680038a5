import Docker
import Synchronization

/// What a build told while it ran.
final class ProgressRecorder: Sendable {
    private let recorded = Mutex<[BuildProgress]>([])
    private let onEvent: @Sendable (BuildProgress) -> Void

    init(onEvent: @escaping @Sendable (BuildProgress) -> Void = { _ in }) {
        self.onEvent = onEvent
    }

    var events: [BuildProgress] { recorded.withLock { $0 } }

    /// The lines that steps printed.
    var output: [String] {
        events.compactMap { event in
            guard case .output(_, let line) = event else { return nil }
            return line
        }
    }

    /// The steps that ended, each with its state.
    var ended: [BuildStep] {
        events.compactMap { event in
            guard case .ended(let step) = event else { return nil }
            return step
        }
    }

    func record(_ event: BuildProgress) {
        recorded.withLock { $0.append(event) }
        onEvent(event)
    }
}
