import FoundationEssentials

/// A service deployment: ECS's own record of one rollout, kept for 90 days.
package struct ServiceDeployment: Hashable, Sendable {
    /// Where a service deployment stands.
    package enum Status: String, Hashable, Sendable {
        case pending = "PENDING"
        case inProgress = "IN_PROGRESS"
        case successful = "SUCCESSFUL"
        case stopRequested = "STOP_REQUESTED"
        case stopped = "STOPPED"
        case rollbackRequested = "ROLLBACK_REQUESTED"
        case rollbackInProgress = "ROLLBACK_IN_PROGRESS"
        case rollbackSuccessful = "ROLLBACK_SUCCESSFUL"
        case rollbackFailed = "ROLLBACK_FAILED"

        /// Whether ECS still works on it.
        package var isInFlight: Bool {
            switch self {
            case .pending, .inProgress, .stopRequested, .rollbackRequested, .rollbackInProgress: true
            case .successful, .stopped, .rollbackSuccessful, .rollbackFailed: false
            }
        }
    }

    package let arn: String
    /// Nil for a word that ECS has added since.
    package let status: Status?
    package let statusReason: String?
    /// The service revision being moved to, which names the task definition's revision.
    package let targetServiceRevision: String?
    /// The service revisions being replaced.
    package let sourceServiceRevisions: [String]
    /// Such as `BAKE_TIME`; only for strategies that have stages.
    package let lifecycleStage: String?
    /// Why ECS went back.
    package let rollbackReason: String?
    package let triggeredAlarms: [String]
    package let createdAt: Date?
    package let startedAt: Date?
    package let finishedAt: Date?
    package let document: JSON

    /// Reads an entry of ListServiceDeployments or of DescribeServiceDeployments.
    package init?(_ json: JSON) {
        guard let arn = json["serviceDeploymentArn"]?.string else { return nil }
        self.arn = arn
        status = json["status"]?.string.flatMap { Status(rawValue: $0) }
        statusReason = json["statusReason"]?.string
        targetServiceRevision =
            json["targetServiceRevision"]?["arn"]?.string ?? json["targetServiceRevisionArn"]?.string
        sourceServiceRevisions = (json["sourceServiceRevisions"]?.array ?? []).compactMap { $0["arn"]?.string }
        lifecycleStage = json["lifecycleStage"]?.string
        rollbackReason = json["rollback"]?["reason"]?.string
        triggeredAlarms = (json["alarms"]?["triggeredAlarmNames"]?.array ?? []).compactMap(\.string)
        createdAt = json["createdAt"]?.date
        startedAt = json["startedAt"]?.date
        finishedAt = json["finishedAt"]?.date
        document = json
    }
}
