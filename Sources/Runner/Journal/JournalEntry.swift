import FoundationEssentials

/// One line of a run's journal: what was about to happen, or what has happened.
///
/// Written before and after everything that changes something outside, so that a run that was killed
/// leaves behind what it may have changed. Holds names and identifiers, never values of environment
/// variables or credentials.
package enum JournalEntry: Codable, Hashable, Sendable {
    /// The run's first line.
    case started(Start)
    /// An image is in the registry.
    case pushed(service: String, image: String, digest: String)
    /// A service is about to be given a revision.
    case deploying(Deploying)
    /// What came of one service.
    case finished(service: String, verdict: RunSummary.Verdict, detail: String)
    /// The run's last line; a journal without it belongs to a run that was killed or still goes on.
    case ended(verdict: String, at: Date)

    /// What a run is and when it began.
    package struct Start: Codable, Hashable, Sendable {
        /// The run's id.
        package var id: String
        /// The command: `deploy`, `rollback`.
        package var verb: String
        /// The pipeline file's absolute path.
        package var pipeline: String
        /// The environment's name in the pipeline.
        package var environment: String
        /// What is deployed; nil for a rollback.
        package var version: String?
        /// The services it is about, in its order.
        package var services: [String]
        /// When it began.
        package var at: Date

        package init(
            id: String,
            verb: String,
            pipeline: String,
            environment: String,
            version: String?,
            services: [String],
            at: Date
        ) {
            self.id = id
            self.verb = verb
            self.pipeline = pipeline
            self.environment = environment
            self.version = version
            self.services = services
            self.at = at
        }
    }

    /// Which service is about to change, and what it changes from.
    package struct Deploying: Codable, Hashable, Sendable {
        /// Its name in the pipeline.
        package var service: String
        /// The cluster's name or ARN.
        package var cluster: String
        /// The task definition's ARN that was live; nil for a service that was not there.
        package var from: String?

        package init(service: String, cluster: String, from: String?) {
            self.service = service
            self.cluster = cluster
            self.from = from
        }
    }
}
