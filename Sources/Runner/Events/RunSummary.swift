/// What came of a run, service by service.
package struct RunSummary: Sendable, Hashable {
    /// What came of one service; the exit code follows from the gravest of them.
    package enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
        case done
        /// Nothing had to change.
        case unchanged
        /// Failed, and nothing is left half done.
        case failed
        case rolledBack
        /// Failed, and so did the rollback: a person is needed.
        case rollbackFailed
        /// Somebody else's newer deployment took over.
        case superseded
        /// ECS still works on it, and nobody waits any more.
        case stillRunning
        /// Another deployment or a lock is in the way.
        case blocked
        /// Credentials or permissions are missing.
        case denied
        /// Refused by a check before anything changed.
        case refused
        /// The command line asks for something that is not there.
        case usage
        /// The pipeline file has mistakes.
        case badPipeline
        /// Ended by a signal before anything changed.
        case interrupted
        /// Never begun, since another service's failure ended the run.
        case notStarted
    }

    /// One service's part of the run.
    package struct Service: Sendable, Hashable {
        /// Its name in the pipeline.
        package var name: String
        /// What came of it.
        package var verdict: Verdict
        /// A few words: the revision that serves now, or why it failed.
        package var detail: String

        package init(_ name: String, _ verdict: Verdict, _ detail: String = "") {
            self.name = name
            self.verdict = verdict
            self.detail = detail
        }
    }

    /// In the order of the run.
    package var services: [Service]
    /// From the start of the run to its end.
    package var duration: Duration

    package init(services: [Service], duration: Duration) {
        self.services = services
        self.duration = duration
    }
}
