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
        throw RolloutError(.failed, operation: "plan", subject: "\(request.service)", cause: "being written")
    }

    /// Goes back as planned, and proves at the end that the wanted revision serves.
    ///
    /// The desired count is not touched and nothing is deregistered. The revision left is tagged `rolled-back`,
    /// the one gone back to `good`.
    package func run(_ plan: RollbackPlan, _ request: RollbackRequest) async throws -> RollbackOutcome {
        throw RolloutError(.failed, operation: "roll back", subject: "\(request.service)", cause: "being written")
    }
}
