/// One run while it goes on: its name, its journal, and the one way it tells what happens.
package struct RunSession: Sendable {
    /// What the run is about.
    package let header: RunHeader
    /// Nil for runs that change nothing.
    package let journal: Journal?
    /// Told of everything that happens; called from any task.
    package let emit: @Sendable (Event) -> Void

    package init(header: RunHeader, journal: Journal?, emit: @escaping @Sendable (Event) -> Void) {
        self.header = header
        self.journal = journal
        self.emit = emit
    }

    /// Performs a step: tells its start and its end, and how long it took, whatever comes of it.
    ///
    /// - Parameters:
    ///   - service: The service it belongs to; nil for the run as a whole.
    ///   - work: The step's work; its text says in a few words what came of it.
    package func perform<Result>(
        _ step: Step,
        of service: String?,
        work: (StepReporter) async throws -> (Result, String)
    ) async throws -> Result {
        let start = ContinuousClock.now
        emit(.stepStarted(service: service, step))
        do {
            let (result, text) = try await work(StepReporter(service: service, step: step, emit: emit))
            emit(.stepFinished(service: service, step, .done(text, after: start.duration(to: .now))))
            return result
        } catch {
            let text = error is CancellationError ? "interrupted" : RunFailure(error, while: step.gerund).what
            emit(.stepFinished(service: service, step, .failed(text, after: start.duration(to: .now))))
            throw error
        }
    }
}
