import AWS

/// How a watched deployment ended.
package enum RolloutVerdict: Hashable, Sendable {
    /// The deployment is primary and done, and its tasks run.
    case succeeded
    /// The service wants no tasks, so the revision is set and nothing runs.
    case succeededWithoutTasks
    /// ECS itself went back, or is about to.
    case rolledBack(reason: String?)
    /// It will not succeed.
    case failed(reason: String)
    /// Somebody else's deployment took its place.
    case superseded(by: ServiceDeploymentID, TaskDefinitionARN?)
    /// The service is being deleted, or is gone.
    case serviceGone(status: String)
    /// The service was set to no tasks meanwhile: nothing proves the revision.
    case nothingRunning
    /// The time is up; the deployment goes on.
    case timedOut

    /// How often it is worth looking for stopped tasks that tell why: longer where ECS goes back already, and
    /// nothing waits for this.
    var looksForExplanation: Int {
        switch self {
        case .rolledBack: 16
        case .failed: 4
        case .succeeded, .succeededWithoutTasks, .superseded, .serviceGone, .nothingRunning, .timedOut: 0
        }
    }
}
