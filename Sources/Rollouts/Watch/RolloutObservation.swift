import AWS

/// What one look at ECS gave.
package enum RolloutObservation: Sendable {
    case read(RolloutSnapshot)
    /// ECS could not be read; that says nothing about the deployment.
    case unreadable(String)
}

/// A service at one time.
package struct RolloutSnapshot: Sendable {
    /// Nil when the cluster has none of that name.
    let service: ECSService?
    /// Tasks of the service that stopped or are stopping, of whatever deployment; may repeat what was seen before.
    let stopped: [ECSTask]
    let serviceDeployment: ServiceDeploymentReading

    init(
        service: ECSService?,
        stopped: [ECSTask] = [],
        serviceDeployment: ServiceDeploymentReading = .notRead
    ) {
        self.service = service
        self.stopped = stopped
        self.serviceDeployment = serviceDeployment
    }
}

/// ECS's own record of our deployment, as far as it was to be had.
package enum ServiceDeploymentReading: Hashable, Sendable {
    case notRead
    /// There is none, or none was found.
    case unavailable
    case read(ServiceDeployment)
}

/// What a look at ECS is to bring beside the service itself.
package struct RolloutFetch: OptionSet, Hashable, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) {
        self.rawValue = rawValue
    }

    static let stoppedTasks = RolloutFetch(rawValue: 1)
    static let serviceDeployment = RolloutFetch(rawValue: 2)
}
