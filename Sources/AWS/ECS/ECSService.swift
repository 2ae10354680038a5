import FoundationEssentials

/// A service as DescribeServices shows it.
package struct ECSService: Hashable, Sendable {
    /// The whole answer, unknown members included.
    package let document: JSON
    package let arn: String
    package let name: String
    /// `ACTIVE`, `DRAINING` or `INACTIVE`.
    package let status: String
    package let desiredCount: Int
    package let runningCount: Int
    package let pendingCount: Int
    /// The revision that the service is set to; nil for services whose task sets name it.
    package let taskDefinition: TaskDefinitionARN?
    /// Newest first as ECS lists them; the primary one is what the service moves to.
    package let deployments: [ECSDeployment]
    /// The newest hundred messages of the scheduler, newest first.
    package let events: [ECSServiceEvent]
    /// The ARN of the service deployment under way or last done; absent where ECS keeps no such history.
    package let currentServiceDeployment: String?
    package let createdAt: Date?
    package let tags: [String: String]

    package init?(_ json: JSON) {
        guard let name = json["serviceName"]?.string, let status = json["status"]?.string else { return nil }
        document = json
        arn = json["serviceArn"]?.string ?? name
        self.name = name
        self.status = status
        desiredCount = json["desiredCount"]?.integer ?? 0
        runningCount = json["runningCount"]?.integer ?? 0
        pendingCount = json["pendingCount"]?.integer ?? 0
        taskDefinition = json["taskDefinition"]?.string.flatMap { TaskDefinitionARN($0) }
        deployments = (json["deployments"]?.array ?? []).compactMap { ECSDeployment($0) }
        events = (json["events"]?.array ?? []).compactMap { ECSServiceEvent($0) }
        currentServiceDeployment = json["currentServiceDeployment"]?.string
        createdAt = json["createdAt"]?.date
        tags = ECSTags.read(json["tags"])
    }

    /// The deployment that the service is moving to, or has moved to.
    package var primary: ECSDeployment? {
        deployments.first { $0.status == "PRIMARY" }
    }

    /// Whether the service takes requests: neither being deleted nor deleted.
    package var isActive: Bool { status == "ACTIVE" }

    /// How a new revision comes in; rolling when nothing is said.
    package var strategy: String {
        document["deploymentConfiguration"]?["strategy"]?.string ?? "ROLLING"
    }

    /// Who moves the tasks: `ECS`, `CODE_DEPLOY` or `EXTERNAL`.
    package var controller: String {
        document["deploymentController"]?["type"]?.string ?? "ECS"
    }

    /// Whether ECS itself goes back when a deployment fails, by its circuit breaker or by alarms.
    package var rollsBackByItself: Bool {
        let configuration = document["deploymentConfiguration"]
        return ["deploymentCircuitBreaker", "alarms"].contains { name in
            let part = configuration?[name]
            return part?["enable"]?.bool == true && part?["rollback"]?.bool == true
        }
    }
}
