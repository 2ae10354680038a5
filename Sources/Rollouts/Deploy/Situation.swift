import AWS

/// What is there before a deployment begins, and what is wanted; found out without changing anything.
struct Situation: Sendable {
    /// The service; nil when it is to be created.
    let service: ECSService?
    /// The revision the service is set to.
    let live: RegisteredTaskDefinition?
    /// What the new revision is to hold.
    let wanted: TaskDefinitionDocument
    /// A registered revision that holds just that, and why it may be used again.
    let reusable: (revision: RegisteredTaskDefinition, reason: String)?
    /// The members of the service that an update would send.
    let changes: [String: JSON]

    /// The deployment under way, ours or not.
    var inProgress: ECSDeployment? {
        guard let primary = service?.primary else { return nil }
        return primary.rolloutState == .inProgress ? primary : nil
    }

    /// The revision to go back to when ours fails: the one that serves now.
    ///
    /// While a deployment is under way, or has failed, that is the newest completed one; then what the live revision's
    /// tag names.
    var previous: TaskDefinitionARN? {
        guard let service else { return nil }
        let state = live.flatMap { Release(tags: $0.tags)?.state }
        let liveIsBad = state == .failed || state == .rolledBack
        if let primary = service.primary, primary.rolloutState != .inProgress, primary.rolloutState != .failed,
            !liveIsBad
        {
            return service.taskDefinition
        }
        let completed = service.deployments.first { $0.rolloutState == .completed && $0.id != service.primary?.id }
        if let revision = completed?.taskDefinition { return revision }
        return live.flatMap { $0.arn.sibling(Release(tags: $0.tags)?.previous) }
    }

    /// Whether the live revision and service are what is wanted, and healthy.
    var isUpToDate: Bool {
        guard let live, let service, let primary = service.primary, let reusable else { return false }
        return reusable.revision.arn == live.arn && changes.isEmpty && primary.rolloutState != .failed
            && primary.rolloutState != .inProgress
    }
}
