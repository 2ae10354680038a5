import AWS
import Images
import Rollouts
import Runner

/// What `plan` prints: what would change, service by service.
struct PlanOutput: Sendable {
    let services: [PlannedService]

    func text(style: Style) -> String {
        services.map { text(of: $0, style) }.joined(separator: "\n")
    }

    private func text(of service: PlannedService, _ style: Style) -> String {
        let plan = service.plan
        var lines = [style.paint(DisplayText.line("\(service.name): \(plan.change.inWords)"), .heading)]
        let live = plan.live.map { $0.short + version(plan.liveRelease) }
        lines.append("  live      \(DisplayText.line(live ?? "nothing"))")
        lines.append("  image     \(service.image.inWords)")
        if plan.registers {
            lines.append("  revision  a new one of \(plan.live?.family ?? "the family") is registered")
        }
        lines += plan.taskDefinition.map { "  " + paint($0, "task definition", style) }
        lines += plan.body.map { "  " + paint($0, "service", style) }
        lines.append(
            "  rollback  \(plan.rollbackTarget.map { "would go back to \($0.short)" } ?? "nothing to go back to")"
        )
        if let other = plan.inTheWay {
            lines.append("  " + style.paint(DisplayText.line("\(other.inWords) is under way"), .warning))
        }
        lines += plan.warnings.map { "  " + style.paint(DisplayText.line("warning: \($0)"), .warning) }
        return lines.joined(separator: "\n") + "\n"
    }

    private func version(_ release: Release?) -> String {
        release.map { " (version \($0.version))" } ?? ""
    }

    private func paint(_ difference: Difference, _ of: String, _ style: Style) -> String {
        let role: Style.Role =
            switch difference.change {
            case .added, .hidden(.added): .success
            case .removed, .hidden(.removed): .failure
            case .changed, .hidden(.changed): .warning
            }
        return style.paint(DisplayText.line("\(difference)"), role) + "  " + style.paint("(\(of))", .faint)
    }

    var json: JSON {
        ["services": .array(services.map(json))]
    }

    private func json(_ service: PlannedService) -> JSON {
        let plan = service.plan
        var object: JSON = [
            "name": .string(service.name),
            "change": .string("\(plan.change)"),
            "registers": .bool(plan.registers),
            "taskDefinition": .array(plan.taskDefinition.map { .string("\($0)") }),
            "service": .array(plan.body.map { .string("\($0)") }),
            "warnings": .array(plan.warnings.map { .string($0) }),
            "image": .string(service.image.inWords),
        ]
        object["live"] = plan.live.map { .string($0.short) }
        object["liveVersion"] = plan.liveRelease.map { .string($0.version) }
        object["rollbackTarget"] = plan.rollbackTarget.map { .string($0.short) }
        object["inTheWay"] = plan.inTheWay.map { .string($0.inWords) }
        return object
    }
}

extension DeployPlan.Change {
    fileprivate var inWords: String {
        switch self {
        case .create: "would be created"
        case .update: "would be updated"
        case .nothing: "nothing would change"
        }
    }
}

extension PlannedImage {
    fileprivate var inWords: String {
        switch self {
        case .published(let image): "\(image.reference) (\(image.digest.short) in the registry)"
        case .toBuild(let reference): "\(reference) (to be built and pushed)"
        case .asWritten: "as the task definition names it"
        }
    }
}
