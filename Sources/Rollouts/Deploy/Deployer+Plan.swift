import AWS

extension Deployer {
    /// What `deploy` would change; changes nothing.
    ///
    /// - Throws: `RolloutError`, of kind `refused` for what cannot be done at all; or `CancellationError`.
    package func plan(_ request: DeployRequest) async throws -> DeployPlan {
        let situation = try await survey(request)
        let change: DeployPlan.Change =
            if situation.service == nil { .create } else if situation.isUpToDate, !request.force { .nothing } else {
                .update
            }
        let other = situation.inProgress.flatMap { situation.isOurs($0) ? nil : $0 }
        return DeployPlan(
            service: request.service,
            change: change,
            live: situation.live?.arn,
            liveRelease: situation.live.flatMap { Release(tags: $0.tags) },
            registers: situation.reusable == nil,
            taskDefinition: try taskDefinitionDifferences(situation),
            body: bodyDifferences(request, situation),
            inTheWay: other == nil ? nil : await context.other(other?.id, other?.taskDefinition),
            rollbackTarget: situation.previous,
            warnings: warnings(request, situation)
        )
    }

    private func taskDefinitionDifferences(_ situation: Situation) throws -> [Difference] {
        guard let live = situation.live else {
            return [Difference("taskDefinition", .added(situation.wanted.family))]
        }
        return situation.wanted.differences(from: try TaskDefinitionDocument(live))
    }

    private func bodyDifferences(_ request: DeployRequest, _ situation: Situation) -> [Difference] {
        guard let service = situation.service else { return [] }
        var differences = request.body.map { ServiceBody($0).differences(from: service) } ?? []
        if let count = request.desiredCount, count != service.desiredCount {
            differences.append(
                Difference("desiredCount", .changed(from: "\(service.desiredCount)", to: "\(count)"))
            )
        }
        return differences
    }

    private func warnings(_ request: DeployRequest, _ situation: Situation) -> [String] {
        var warnings: [String] = []
        if let live = situation.live, Release(tags: live.tags) == nil {
            let who = live.registeredBy.map { " but by \($0)" } ?? ""
            warnings.append("The live revision \(live.arn) was not registered by shipit\(who).")
        }
        if situation.service != nil, situation.previous == nil {
            warnings.append("Nothing is known to go back to if the deployment fails.")
        }
        let body = request.body ?? situation.service?.document ?? [:]
        let desired = request.desiredCount ?? situation.service?.desiredCount ?? body["desiredCount"]?.integer ?? 1
        if let stuck = Self.stuckPercentages(body, desired: desired) { warnings.append(stuck) }
        if desired == 0 { warnings.append("The service wants no tasks, so nothing will prove the revision.") }
        return warnings
    }

    /// ECS rounds the lower bound up and the upper one down; with no task between them a rollout cannot move
    /// (ECS developer guide, "Deploy Amazon ECS services by replacing tasks").
    static func stuckPercentages(_ body: JSON, desired: Int) -> String? {
        let configuration = body["deploymentConfiguration"]
        guard let most = configuration?["maximumPercent"]?.integer,
            let least = configuration?["minimumHealthyPercent"]?.integer, desired > 0
        else { return nil }
        let lower = (desired * least + 99) / 100
        let upper = desired * most / 100
        guard upper - lower < 1 else { return nil }
        return "With \(desired) tasks, minimumHealthyPercent \(least) and maximumPercent \(most) leave ECS no room to"
            + " replace one: the deployment cannot move."
    }
}
