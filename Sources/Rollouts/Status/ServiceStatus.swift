import AWS
import FoundationEssentials

/// How a service does now.
package struct ServiceStatus: Hashable, Sendable {
    /// Whether the service does what it is meant to.
    package enum Health: Hashable, Sendable {
        /// All wanted tasks run, and no deployment is under way.
        case healthy
        /// The service wants no tasks, and none run.
        case stopped
        case deploying(String)
        case unhealthy([String])
    }

    package let service: ServiceReference
    /// `ACTIVE`, `DRAINING` or `INACTIVE`.
    package let status: String
    package let desiredCount: Int
    package let runningCount: Int
    package let pendingCount: Int
    package let revision: TaskDefinitionARN?
    /// What shipit's tags on the revision say; nil when shipit did not register it.
    package let release: Release?
    package let deployment: ServiceDeploymentID?
    package let deployedAt: Date?
    package let health: Health
    /// The scheduler's newest messages, newest first.
    package let events: [ECSServiceEvent]
}
