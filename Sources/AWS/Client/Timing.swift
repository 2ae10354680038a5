import FoundationEssentials

/// What time it is, how to wait, and chance: all that makes one call differ from the next.
package struct Timing: Sendable {
    /// The machine's clock.
    package var now: @Sendable () -> Date
    /// A random number from 0 up to, not including, 1.
    package var random: @Sendable () -> Double
    /// Waits; throws `CancellationError` when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void

    /// A clock, chance and waiting of one's own, for tests.
    package init(
        now: @escaping @Sendable () -> Date,
        random: @escaping @Sendable () -> Double,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.random = random
        self.sleep = sleep
    }

    /// The machine's own.
    package static let live = Timing(
        now: { Date() },
        random: { Double.random(in: 0..<1) },
        sleep: { try await Task.sleep(for: $0) }
    )
}
