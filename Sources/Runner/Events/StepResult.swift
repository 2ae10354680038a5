/// How a step ended, and how long it took.
package struct StepResult: Sendable, Hashable {
    /// How a step ended; each case says in a few words what came of it.
    package enum Outcome: Sendable, Hashable {
        case done(String)
        /// There was nothing to do, and why.
        case skipped(String)
        case failed(String)
    }

    /// How it ended.
    package var outcome: Outcome
    /// From its start to its end.
    package var duration: Duration

    package init(_ outcome: Outcome, after duration: Duration) {
        self.outcome = outcome
        self.duration = duration
    }

    /// A step that did its work, and what came of it.
    package static func done(_ text: String, after duration: Duration) -> Self { Self(.done(text), after: duration) }
    /// A step that had nothing to do, and why.
    package static func skipped(_ why: String, after duration: Duration = .zero) -> Self {
        Self(.skipped(why), after: duration)
    }
    /// A step that failed, and why.
    package static func failed(_ why: String, after duration: Duration) -> Self { Self(.failed(why), after: duration) }
}
