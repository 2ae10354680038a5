import AWS

/// Takes one service back to a revision that was good.
package struct Rollback: Sendable {
    let context: RolloutContext

    /// A rollback over a client of the service's account and region.
    package init(
        client: AWSClient,
        clock: RolloutClock = .system,
        onEvent: @escaping @Sendable (RolloutEvent) -> Void = { _ in }
    ) {
        self.init(call: { try await client.call($0, $1, $2) }, clock: clock, onEvent: onEvent)
    }

    /// A rollback over any way of calling AWS, such as one that keeps a budget of calls.
    package init(
        call: @escaping ECS.Call,
        clock: RolloutClock = .system,
        onEvent: @escaping @Sendable (RolloutEvent) -> Void = { _ in }
    ) {
        context = RolloutContext(call: call, clock: clock, onEvent: onEvent)
    }

    /// Finds what to go back to and how; changes nothing.
    ///
    /// - Throws: `RolloutError` of kind `refused` when there is nothing to go back to.
    package func plan(_ request: RollbackRequest) async throws -> RollbackPlan {
        try await RolloutError.wrapping("plan the rollback", request.service) {
            let service = try await liveService(request.service)
            guard let leaving = service.taskDefinition else { throw refusal(request, "it has no task definition") }
            let reader = RollbackFactsReader(context: context, reference: request.service)
            let (target, facts) = try await choose(request, reader, leaving: leaving, in: service)
            let release = facts.revision(target.revision)?.release
            return RollbackPlan(
                service: request.service,
                from: leaving,
                fromRelease: facts.revision(leaving)?.release,
                target: target,
                targetRelease: release,
                way: try await way(request.service, service, from: leaving, to: target.revision),
                warnings: warnings(release, in: service)
            )
        }
    }

    /// Goes back as planned, and proves at the end that the wanted revision serves.
    ///
    /// The desired count is not touched and nothing is deregistered. The revision left is tagged `rolled-back`,
    /// the one gone back to `good`.
    ///
    /// - Throws: `RolloutError`, of kind `inTheWay` when the service has moved on since the plan; or
    ///   `CancellationError`.
    package func run(_ plan: RollbackPlan, _ request: RollbackRequest) async throws -> RollbackOutcome {
        let start = context.clock.elapsed()
        let backing = Backing(context: context, service: request.service)
        let service = try await RolloutError.wrapping("read the service", request.service) {
            try await liveService(request.service)
        }
        guard service.taskDefinition == plan.from else {
            throw RolloutError(
                .inTheWay,
                operation: "roll back",
                subject: "\(request.service)",
                cause: "it has moved on to \(service.taskDefinition?.short ?? "something else") since it was looked at",
                hint: "Look at it again: shipit status."
            )
        }
        guard let begun = try await begin(plan, service, backing) else { return unchanged(plan, service, since: start) }
        if plan.way != .nothing, let from = plan.from {
            await context.mark(from, .rolledBack, was: plan.fromRelease)
        }
        guard request.wait else {
            return .stillRunning(
                StillRunning(
                    reason: .notWaited,
                    deployment: begun.subject.deployment,
                    revision: begun.subject.revision,
                    progress: nil
                )
            )
        }
        let result = try await backing.follow(begun, since: start, timeout: request.timeout)
        return try await outcome(result, begun, plan)
    }

    private func choose(
        _ request: RollbackRequest,
        _ reader: RollbackFactsReader,
        leaving: TaskDefinitionARN,
        in service: ECSService
    ) async throws -> (target: RollbackTarget, facts: RollbackFacts) {
        switch request.target {
        case .named(let name):
            return try await reader.named(name, leaving: leaving)
        case .lastGood:
            guard let found = try await reader.lastGood(leaving: leaving, in: service) else {
                throw refusal(
                    request,
                    "no earlier revision is known to have been good",
                    hint: "Name one: shipit rollback --to VERSION or --to REVISION (see shipit history)."
                )
            }
            return found
        }
    }

    private func way(
        _ reference: ServiceReference,
        _ service: ECSService,
        from: TaskDefinitionARN,
        to target: TaskDefinitionARN
    ) async throws -> RollbackPlan.Way {
        if target == from, service.primary?.rolloutState != .failed { return .nothing }
        let backing = Backing(context: context, service: reference)
        if let arn = try await backing.inFlight(service, targeting: from, from: target) {
            return .stop(serviceDeployment: arn)
        }
        return .update
    }

    private func warnings(_ release: Release?, in service: ECSService) -> [String] {
        var warnings: [String] = []
        if release == nil { warnings.append("The revision was not registered by shipit: its version is not known.") }
        if release?.state == .failed { warnings.append("The revision is marked failed.") }
        if release?.state == .rolledBack { warnings.append("The revision was gone back from before.") }
        if service.desiredCount == 0 { warnings.append("The service wants no tasks, so nothing will run.") }
        return warnings
    }

    private func liveService(_ reference: ServiceReference) async throws -> ECSService {
        let service = try await context.ecs.service(cluster: reference.cluster, reference.name)
        guard let service, service.isActive else {
            throw RolloutError(
                .refused,
                operation: "roll back",
                subject: "\(reference)",
                cause: service.map { "the service is being deleted, or is gone (\($0.status))" }
                    ?? "the service does not exist",
                hint: "Look at the names of the service and the cluster."
            )
        }
        return service
    }

    private func refusal(_ request: RollbackRequest, _ cause: String, hint: String? = nil) -> RolloutError {
        RolloutError(.refused, operation: "roll back", subject: "\(request.service)", cause: cause, hint: hint)
    }
}
