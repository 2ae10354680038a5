/// What came of a run, with all that is known of each service: what the command prints at the end.
package struct RunReport: Sendable {
    /// What the run was about.
    package var header: RunHeader
    /// In the order of the run.
    package var services: [ServiceReport]
    /// What ended the run as a whole, before or beside the services.
    package var failure: RunFailure?
    /// From the start of the run to its end.
    package var duration: Duration

    package init(header: RunHeader, services: [ServiceReport], failure: RunFailure? = nil, duration: Duration) {
        self.header = header
        self.services = services
        self.failure = failure
        self.duration = duration
    }

    /// The verdicts of all services and of the run itself; the gravest decides the exit code.
    package var verdicts: [RunSummary.Verdict] {
        services.map(\.verdict) + (failure.map { [$0.verdict] } ?? [])
    }

    /// The short form that the last event carries.
    package var summary: RunSummary {
        RunSummary(
            services: services.map { .init($0.name, $0.verdict, $0.detail) },
            duration: duration
        )
    }
}
