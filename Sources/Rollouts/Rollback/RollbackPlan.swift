import AWS

/// What a rollback would do.
package struct RollbackPlan: Hashable, Sendable {
    /// How ECS is brought back.
    package enum Way: Hashable, Sendable {
        /// A service deployment is under way: ECS stops it and goes back.
        case stop(serviceDeployment: String)
        /// The service is set to the revision.
        case update
        /// The revision serves already.
        case nothing
    }

    package let service: ServiceReference
    /// What is live, or on its way.
    package let from: TaskDefinitionARN?
    package let fromRelease: Release?
    package let target: RollbackTarget
    package let targetRelease: Release?
    package let way: Way
    package let warnings: [String]
}
