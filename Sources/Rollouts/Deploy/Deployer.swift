import AWS

/// Takes one service to one revision, and back again when that fails.
package struct Deployer: Sendable {
    let context: RolloutContext

    /// A deployer over a client of the service's account and region.
    ///
    /// - Parameter onEvent: Told what happens, as it happens.
    package init(
        client: AWSClient,
        clock: RolloutClock = .system,
        onEvent: @escaping @Sendable (RolloutEvent) -> Void = { _ in }
    ) {
        self.init(call: { try await client.call($0, $1, $2) }, clock: clock, onEvent: onEvent)
    }

    /// A deployer over any way of calling AWS, such as one that keeps a budget of calls.
    package init(
        call: @escaping ECS.Call,
        clock: RolloutClock = .system,
        onEvent: @escaping @Sendable (RolloutEvent) -> Void = { _ in }
    ) {
        context = RolloutContext(call: call, clock: clock, onEvent: onEvent)
    }

    /// Registers what is new, creates or updates the service, watches the deployment to its end,
    /// and goes back when it fails.
    ///
    /// Running it again after a crash finishes the job: a revision registered before is used again, and a
    /// deployment of it that is under way is followed.
    ///
    /// - Throws: `RolloutError` when nothing was changed or nothing can be told, or `CancellationError`;
    ///   a failed deployment is an outcome, not an error.
    package func deploy(_ request: DeployRequest) async throws -> DeployOutcome {
        let start = context.clock.elapsed()
        let situation = try await survey(request)
        if let outcome = try await outcomeWithoutChange(request, situation, since: start) { return outcome }
        let deployment = try await begin(request, situation, since: start)
        guard request.wait else {
            return .stillRunning(
                StillRunning(
                    reason: .notWaited,
                    deployment: deployment.subject.deployment,
                    revision: deployment.subject.revision,
                    progress: nil
                )
            )
        }
        let watch = RolloutWatch(context: context, service: request.service)
        let end = try await watch.follow(deployment.subject, timeout: request.timeout)
        return try await conclude(end, of: deployment, request)
    }

    /// What needs nothing sent: somebody is in the way, or all is as wanted.
    private func outcomeWithoutChange(
        _ request: DeployRequest,
        _ situation: Situation,
        since start: Duration
    ) async throws -> DeployOutcome? {
        if let other = situation.inProgress, !situation.isOurs(other), !request.supersede {
            return .inTheWay(await context.other(other.id, other.taskDefinition))
        }
        guard situation.isUpToDate, !request.force, let live = situation.live, let service = situation.service,
            request.desiredCount.map({ $0 == service.desiredCount }) ?? true
        else { return nil }
        return .unchanged(
            LiveRevision(
                revision: live.arn,
                release: Release(tags: live.tags),
                desiredCount: service.desiredCount,
                runningCount: service.runningCount,
                duration: context.clock.elapsed() - start,
                notes: notes(request, live, service)
            )
        )
    }
}

extension Deployer {
    /// What a person should know although nothing was to be done.
    private func notes(
        _ request: DeployRequest,
        _ live: RegisteredTaskDefinition,
        _ service: ECSService
    ) -> [String] {
        var notes: [String] = []
        if let version = Release(tags: live.tags)?.version, !Release.matches(version, request.release.version) {
            notes.append("Version \(request.release.version) holds the same as \(version), which is live.")
        }
        if service.desiredCount == 0 { notes.append("The service wants no tasks, so nothing runs.") }
        if service.runningCount < service.desiredCount {
            notes.append("\(service.runningCount) of \(service.desiredCount) tasks run.")
        }
        return notes
    }
}

extension Situation {
    /// Whether a deployment under way is of just the revision that is wanted: an earlier run began it.
    func isOurs(_ deployment: ECSDeployment) -> Bool {
        deployment.taskDefinition != nil && deployment.taskDefinition == reusable?.revision.arn
    }
}
