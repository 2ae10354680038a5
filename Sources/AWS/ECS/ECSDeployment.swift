import FoundationEssentials

/// One entry of a service's list of deployments.
package struct ECSDeployment: Hashable, Sendable {
    /// How far a rollout has come, by ECS's own word.
    package enum RolloutState: Hashable, Sendable {
        case inProgress
        case completed
        case failed
        /// A word that ECS has added since.
        case other(String)

        init(_ text: String) {
            switch text {
            case "IN_PROGRESS": self = .inProgress
            case "COMPLETED": self = .completed
            case "FAILED": self = .failed
            default: self = .other(text)
            }
        }
    }

    package let id: ServiceDeploymentID
    /// `PRIMARY` for the newest, `ACTIVE` while older ones still have tasks, `INACTIVE` afterwards.
    package let status: String
    package let taskDefinition: TaskDefinitionARN?
    package let desiredCount: Int
    package let runningCount: Int
    package let pendingCount: Int
    /// Tasks that failed to start in a row; an emulator may leave it at 0.
    package let failedTasks: Int
    /// Absent for CodeDeploy, external controllers and classic load balancers.
    package let rolloutState: RolloutState?
    package let rolloutStateReason: String?
    package let createdAt: Date?
    package let document: JSON

    package init?(_ json: JSON) {
        guard let id = json["id"]?.string else { return nil }
        self.id = ServiceDeploymentID(id)
        status = json["status"]?.string ?? ""
        taskDefinition = json["taskDefinition"]?.string.flatMap { TaskDefinitionARN($0) }
        desiredCount = json["desiredCount"]?.integer ?? 0
        runningCount = json["runningCount"]?.integer ?? 0
        pendingCount = json["pendingCount"]?.integer ?? 0
        failedTasks = json["failedTasks"]?.integer ?? 0
        rolloutState = json["rolloutState"]?.string.map { RolloutState($0) }
        rolloutStateReason = json["rolloutStateReason"]?.string
        createdAt = json["createdAt"]?.date
        document = json
    }

    package var isPrimary: Bool { status == "PRIMARY" }
}
