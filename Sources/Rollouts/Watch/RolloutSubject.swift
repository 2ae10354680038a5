import AWS
import FoundationEssentials

/// The deployment that is followed.
package struct RolloutSubject: Hashable, Sendable {
    /// Its id; nil when ECS makes the deployment itself, as after StopServiceDeployment: then the primary deployment
    /// of the revision is ours as soon as there is one.
    let deployment: ServiceDeploymentID?
    let revision: TaskDefinitionARN
    /// The revision of the primary deployment before ours began.
    let before: TaskDefinitionARN?
    /// When ours began, by ECS's clock; what is older is not ours.
    let since: Date?
    /// Whether the service wanted tasks when the deployment began; without tasks nothing proves a revision.
    let wantsTasks: Bool
    /// False for a deployment that had ended before it was followed: it need not prove itself again.
    let isNew: Bool

    init(
        deployment: ServiceDeploymentID?,
        revision: TaskDefinitionARN,
        before: TaskDefinitionARN?,
        since: Date?,
        wantsTasks: Bool = true,
        isNew: Bool = true
    ) {
        self.deployment = deployment
        self.revision = revision
        self.before = before
        self.since = since
        self.wantsTasks = wantsTasks
        self.isNew = isNew
    }
}
