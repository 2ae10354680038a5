/// How a step ended, and how long it took.
package struct StepResult: Sendable, Hashable {
    /// How a step ended; each case says in a few words what came of it.
    package enum Outcome: Sendable, Hashable {
        case done(String)
        /// There was nothing to do, and why.
        case skipped(String)
        case failed(String)
    }

    package var outcome: Outcome
    package var duration: Duration

    package init(_ outcome: Outcome, after duration: Duration) {
        self.outcome = outcome
        self.duration = duration
    }

    package static func done(_ text: String, after duration: Duration) -> Self { Self(.done(text), after: duration) }
    package static func skipped(_ why: String, after duration: Duration = .zero) -> Self {
        Self(.skipped(why), after: duration)
    }
    package static func failed(_ why: String, after duration: Duration) -> Self { Self(.failed(why), after: duration) }
}
