/// The rests between repetitions of a failing call: full jitter, bounded by time without progress.
///
/// Not by a count: a registry that throttles for a minute is worth waiting for, and one that has been silent for
/// five is not (AWS Architecture Blog, "Exponential Backoff And Jitter").
struct Backoff: Sendable {
    private let timing: RetryTiming
    private var failures = 0
    private var lastProgress: ContinuousClock.Instant

    init(_ timing: RetryTiming) {
        self.timing = timing
        self.lastProgress = timing.now()
    }

    /// How long to rest after one more failure; nil when it is time to give up.
    ///
    /// - Parameter retryAfter: What the registry asked for, which is never cut short.
    mutating func next(retryAfter: Duration? = nil) -> Duration? {
        let exponent = min(failures, 16)
        failures += 1
        let most = min(timing.longestRest, timing.firstRest * (1 << exponent))
        let rest = most * timing.random() + (retryAfter ?? .zero)
        let waited = lastProgress.duration(to: timing.now())
        return waited + rest <= timing.patience ? rest : nil
    }

    /// Something came further than before: patience begins anew.
    mutating func progressed() {
        failures = 0
        lastProgress = timing.now()
    }
}
