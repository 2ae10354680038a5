/// Tells how a running step gets on.
package struct StepReporter: Sendable {
    let service: String?
    let step: Step
    let emit: @Sendable (Event) -> Void

    /// How far the step is; replaces what was said before.
    package func progress(_ text: String, done: Int64? = nil, total: Int64? = nil, unit: StepProgress.Unit = .items) {
        emit(.stepProgressed(service: service, step, StepProgress(text, done: done, total: total, unit: unit)))
    }

    /// A line that the step's work wrote.
    package func log(_ line: String) {
        emit(.stepLogged(service: service, step, line: line))
    }

    /// Worth somebody's attention.
    package func warn(_ text: String) {
        emit(.warning(service: service, text))
    }
}
