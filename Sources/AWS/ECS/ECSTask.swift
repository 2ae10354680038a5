import FoundationEssentials

/// A task as DescribeTasks shows it.
package struct ECSTask: Hashable, Sendable {
    package let arn: String
    package let taskDefinition: TaskDefinitionARN?
    package let lastStatus: String
    package let desiredStatus: String
    package let healthStatus: String?
    /// A word such as `EssentialContainerExited`; absent while the task runs.
    package let stopCode: String?
    /// ECS's own sentence on why the task stopped.
    package let stoppedReason: String?
    /// The id of the deployment that started it; an emulator may give the service's name.
    package let startedBy: String?
    package let createdAt: Date?
    package let startedAt: Date?
    package let stoppedAt: Date?
    package let containers: [ECSContainer]
    package let document: JSON

    package init?(_ json: JSON) {
        guard let arn = json["taskArn"]?.string else { return nil }
        self.arn = arn
        taskDefinition = json["taskDefinitionArn"]?.string.flatMap { TaskDefinitionARN($0) }
        lastStatus = json["lastStatus"]?.string ?? ""
        desiredStatus = json["desiredStatus"]?.string ?? ""
        healthStatus = json["healthStatus"]?.string
        stopCode = json["stopCode"]?.string
        stoppedReason = json["stoppedReason"]?.string
        startedBy = json["startedBy"]?.string
        createdAt = json["createdAt"]?.date
        startedAt = json["startedAt"]?.date
        stoppedAt = json["stoppedAt"]?.date
        containers = (json["containers"]?.array ?? []).compactMap { ECSContainer($0) }
        document = json
    }

    /// The last part of the ARN, which also names the log stream.
    package var id: String {
        arn.split(separator: "/").last.map { String($0) } ?? arn
    }

    package var isStopped: Bool { lastStatus == "STOPPED" }
}
