import AWS

/// What a deployment would change, found out without changing anything.
package struct DeployPlan: Sendable {
    /// What happens to the service.
    package enum Change: Hashable, Sendable {
        case create
        case update
        case nothing
    }

    package let service: ServiceReference
    package let change: Change
    /// What is live now.
    package let live: TaskDefinitionARN?
    package let liveRelease: Release?
    /// Whether a revision would be registered.
    package let registers: Bool
    /// What the new revision would change against the live one.
    package let taskDefinition: [Difference]
    /// What would change of the service.
    package let body: [Difference]
    /// Somebody else's deployment that is under way.
    package let inTheWay: OtherDeployment?
    /// What a failed deployment, or `rollback` after it, would go back to.
    package let rollbackTarget: TaskDefinitionARN?
    package let warnings: [String]
}
