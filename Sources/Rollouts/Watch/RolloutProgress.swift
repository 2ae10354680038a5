import AWS

/// How far a deployment has come.
package struct RolloutProgress: Hashable, Sendable {
    package var elapsed: Duration
    package var deployment: ServiceDeploymentID?
    package var revision: TaskDefinitionARN
    package var desiredCount: Int
    package var runningCount: Int
    package var pendingCount: Int
    /// Tasks of this deployment that stopped and count against it.
    package var failedTasks: Int
    /// Tasks of older deployments that still run.
    package var drainingCount: Int
    /// The stage of a blue/green, linear or canary deployment.
    package var stage: String?
    /// The scheduler's messages since the last report, oldest first.
    package var newEvents: [String]
    /// Tasks of this deployment that stopped since the last report.
    package var newStops: [StopDiagnosis]
}
