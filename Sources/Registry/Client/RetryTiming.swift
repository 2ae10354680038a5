/// How long and how often failed calls are made again; clock, rest and chance come in as values.
package struct RetryTiming: Sendable {
    /// The longest rest before the first repetition; doubles with each.
    package var firstRest: Duration = .milliseconds(200)
    package var longestRest: Duration = .seconds(20)
    /// How long calls may fail without any progress before that is final.
    package var patience: Duration = .seconds(300)
    /// How long a registry may be silent while it is its turn.
    package var idleTimeout: Duration = .seconds(60)
    /// How long connecting may take.
    package var connectTimeout: Duration = .seconds(10)
    /// Time that only goes forward.
    package var now: @Sendable () -> ContinuousClock.Instant = { ContinuousClock.now }
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// A number from 0 up to 1.
    package var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

    package init() {}
}
