import AWS
import Rollouts
import Runner

/// What `rollback --dry-run` prints.
struct RollbackPlanOutput: Sendable {
    let plans: [(service: String, plan: RollbackPlan)]

    func text(width: Int?, style: Style) -> String {
        var table = Table(columns: [
            .init(title: "SERVICE"), .init(title: "FROM"), .init(title: "TO"), .init(title: "VERSION"),
            .init(title: "WHY", isFlexible: true),
        ])
        table.rows = plans.map { service, plan in
            [
                .init(service),
                .init(plan.from?.short ?? "-"),
                .init(plan.target.revision.short),
                .init(plan.targetRelease?.version ?? "-"),
                .init(plan.target.reason.inWords),
            ]
        }
        return table.text(width: width, style: style)
    }

    var json: JSON {
        let services = plans.map { service, plan -> JSON in
            var object: JSON = [
                "name": .string(service),
                "to": .string(plan.target.revision.short),
                "reason": .string(plan.target.reason.inWords),
            ]
            object["from"] = plan.from.map { .string($0.short) }
            object["version"] = plan.targetRelease.map { .string($0.version) }
            return object
        }
        return ["services": .array(services)]
    }
}
