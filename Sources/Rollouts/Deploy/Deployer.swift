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

    /// What `deploy` would change; changes nothing.
    ///
    /// - Throws: `RolloutError`, or `CancellationError`.
    package func plan(_ request: DeployRequest) async throws -> DeployPlan {
        throw RolloutError(.failed, operation: "plan", subject: "\(request.service)", cause: "being written")
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
        throw RolloutError(.failed, operation: "deploy", subject: "\(request.service)", cause: "being written")
    }
}
