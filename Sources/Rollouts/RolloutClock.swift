/// Time as values: how much has passed, how to wait, and the chance that spreads polls.
package struct RolloutClock: Sendable {
    /// Time since any fixed moment; never goes back.
    package let elapsed: @Sendable () -> Duration
    /// Waits; throws `CancellationError` when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws -> Void
    /// A number in 0..<1.
    package let chance: @Sendable () -> Double

    package init(
        elapsed: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void,
        chance: @escaping @Sendable () -> Double
    ) {
        self.elapsed = elapsed
        self.sleep = sleep
        self.chance = chance
    }

    /// The machine's own clock.
    package static let system: RolloutClock = {
        let start = ContinuousClock.now
        return RolloutClock(
            elapsed: { ContinuousClock.now - start },
            sleep: { try await Task.sleep(for: $0) },
            chance: { Double.random(in: 0..<1) }
        )
    }()
}
