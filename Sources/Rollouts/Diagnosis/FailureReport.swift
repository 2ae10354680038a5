import AWS

/// Why a deployment failed, with all that was found out about it.
package struct FailureReport: Hashable, Sendable {
    /// One sentence.
    package let summary: String
    package let deployment: ServiceDeploymentID?
    package let revision: TaskDefinitionARN
    /// The stopped tasks of this deployment that explain it, each kind once, the most telling first.
    package let stops: [StopDiagnosis]
    /// The scheduler's messages of this deployment that tell of trouble, newest first.
    package let events: [String]
    /// The likely cause, when the catalogue knows it.
    package let cause: StopCause?
    /// What could not be found out, and why.
    package let notes: [String]
    /// Whether the service was created by this run and removed again.
    package var removedService = false
}

/// One stopped task: what ECS says, what it means, and what it wrote last.
package struct StopDiagnosis: Hashable, Sendable {
    package let task: String
    /// How many tasks of this deployment stopped like this one.
    package let count: Int
    /// The container that explains it.
    package let container: String?
    package let exitCode: Int?
    /// What the exit code means.
    package let exitMeaning: String?
    /// ECS's own words: the stop code, the task's reason and the container's.
    package let raw: [String]
    package let cause: StopCause
    /// The last lines of the container's log, oldest first.
    package var lastLines: [String]
}
