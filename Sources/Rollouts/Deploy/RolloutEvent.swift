import AWS

/// What happens during a deployment or a rollback, for whoever shows it.
package enum RolloutEvent: Sendable {
    case registered(TaskDefinitionARN)
    /// A revision that is there already is used again.
    case reused(TaskDefinitionARN, because: String)
    case created(ServiceReference)
    /// The service was updated; the members that were sent.
    case updated(ServiceReference, members: [String])
    /// A deployment of the wanted revision is under way already, and is followed.
    case resumed(ServiceDeploymentID, TaskDefinitionARN)
    case progress(RolloutProgress)
    /// The deployment is lost; why.
    case failing(FailureReport)
    case rollingBack(to: TaskDefinitionARN?, by: RollbackAuthor)
    case removing(ServiceReference)
    /// ECS could not be read for so long; the deployment goes on.
    case unreadable(for: Duration, String)
    /// Something a person may want to know.
    case note(String)
}
