import AWS

/// What every flow on a service works with: ECS, time, and somebody who listens.
struct RolloutContext: Sendable {
    let ecs: ECS
    let logs: ContainerLog
    let clock: RolloutClock
    let onEvent: @Sendable (RolloutEvent) -> Void

    init(call: @escaping ECS.Call, clock: RolloutClock, onEvent: @escaping @Sendable (RolloutEvent) -> Void) {
        ecs = ECS(calling: call)
        logs = ContainerLog(call: call)
        self.clock = clock
        self.onEvent = onEvent
    }
}
