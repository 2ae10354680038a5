import AWS
import FoundationEssentials
import Rollouts
import Runner

/// What `status` prints.
struct StatusOutput: Sendable {
    let environment: String
    let statuses: [(service: String, status: ServiceStatus?)]

    func text(width: Int?, style: Style) -> String {
        var table = Table(columns: [
            .init(title: "SERVICE"), .init(title: "TASKS", isNumeric: true), .init(title: "VERSION"),
            .init(title: "REVISION"), .init(title: "DEPLOYED"), .init(title: "HEALTH", isFlexible: true),
        ])
        table.rows = statuses.map { service, status in
            guard let status else {
                return [.init(service), "-", "-", "-", "-", .init("not there", .faint)]
            }
            return [
                .init(service),
                .init("\(status.runningCount)/\(status.desiredCount)"),
                .init(status.release?.version ?? "-"),
                .init(status.revision?.short ?? "-"),
                .init(status.deployedAt.map(\.timestamp) ?? "-"),
                .init(status.health.inWords, status.health.role),
            ]
        }
        return table.text(width: width, style: style)
    }

    var json: JSON {
        ["environment": .string(environment), "services": .array(statuses.map { json($0.service, $0.status) })]
    }

    private func json(_ service: String, _ status: ServiceStatus?) -> JSON {
        var object: JSON = ["name": .string(service), "exists": .bool(status != nil)]
        guard let status else { return object }
        object["desired"] = .integer(Int64(status.desiredCount))
        object["running"] = .integer(Int64(status.runningCount))
        object["pending"] = .integer(Int64(status.pendingCount))
        object["healthy"] = .bool(status.health == .healthy)
        object["health"] = .string(status.health.inWords)
        object["revision"] = status.revision.map { .string($0.short) }
        object["version"] = status.release.map { .string($0.version) }
        object["digest"] = status.release?.digest.map { .string($0) }
        object["run"] = status.release?.run.map { .string($0) }
        object["deployment"] = status.deployment.map { .string($0.text) }
        object["deployedAt"] = status.deployedAt.map { .string($0.timestamp) }
        return object
    }
}

extension ServiceStatus.Health {
    /// The health in a few words.
    var inWords: String {
        switch self {
        case .healthy: "healthy"
        case .stopped: "stopped: wants no tasks"
        case .deploying(let text): "deploying: \(text)"
        case .unhealthy(let reasons): "unhealthy: " + reasons.joined(separator: "; ")
        }
    }

    var role: Style.Role {
        switch self {
        case .healthy: .success
        case .stopped: .faint
        case .deploying: .active
        case .unhealthy: .failure
        }
    }
}

extension Date {
    /// `2026-11-21T10:15:00Z`.
    var timestamp: String { formatted(.iso8601) }
}
