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
