/// Decides after each attempt of one call what to do next.
///
/// The rules of AWS's SDKs in standard mode as of November 2026, and beside them one forced refresh of expired
/// credentials and one correction of the clock. Pure: chance and the shared quota come in.
package struct RetryState: Sendable {
    /// What came of an attempt.
    package enum Observation: Sendable, Hashable {
        case succeeded
        case failed(Failure)
    }

    /// Why an attempt failed, as far as the next step depends on it.
    package struct Failure: Sendable, Hashable {
        /// What can be done about a failure.
        package enum Kind: Sendable, Hashable {
            case transient
            case throttling
            case expiredCredentials
            /// AWS's clock is ahead of the one the request was signed with by this much.
            case clockSkew(Duration)
            case permanent
        }

        /// What can be done about it.
        package var kind: Kind
        /// Whether the request may have had its effect.
        package var mayHaveTakenEffect: Bool
        /// How long AWS asked to wait.
        package var retryAfter: Duration?

        /// A failure of this kind.
        package init(_ kind: Kind, mayHaveTakenEffect: Bool = false, retryAfter: Duration? = nil) {
            self.kind = kind
            self.mayHaveTakenEffect = mayHaveTakenEffect
            self.retryAfter = retryAfter
        }
    }

    /// What to do next.
    package enum Action: Sendable, Hashable {
        /// Hand the answer, or the error, to the caller.
        case finish
        case retry(after: Duration)
        case refreshCredentialsAndRetry
        /// Add this to the clock, and try again.
        case correctClockAndRetry(Duration)
    }

    private let maxAttempts: Int
    private let idempotency: Idempotency
    private var attempts = 0
    private var lastCost = 0
    private var hasRefreshed = false
    private var hasCorrectedClock = false

    /// - Parameter maxAttempts: How often a request is sent at most, the first time included.
    package init(maxAttempts: Int, idempotency: Idempotency) {
        self.maxAttempts = max(1, maxAttempts)
        self.idempotency = idempotency
    }

    /// - Parameter random: From 0 up to 1.
    package mutating func next(
        after observation: Observation,
        quota: inout RetryQuota,
        random: Double
    ) -> Action {
        switch observation {
        case .succeeded:
            quota.giveBack(lastCost > 0 ? lastCost : 1)
            return .finish
        case .failed(let failure):
            return next(after: failure, quota: &quota, random: random)
        }
    }

    private mutating func next(after failure: Failure, quota: inout RetryQuota, random: Double) -> Action {
        let cost: Int
        switch failure.kind {
        case .permanent: return .finish
        case .expiredCredentials:
            guard !hasRefreshed else { return .finish }
            hasRefreshed = true
            return .refreshCredentialsAndRetry
        case .clockSkew(let offset):
            guard !hasCorrectedClock else { return .finish }
            hasCorrectedClock = true
            return .correctClockAndRetry(offset)
        case .transient: cost = RetryQuota.transientCost
        case .throttling: cost = RetryQuota.throttlingCost
        }
        attempts += 1
        if failure.mayHaveTakenEffect, idempotency == .onlyIfNotReceived { return .finish }
        guard attempts < maxAttempts, quota.take(cost) else { return .finish }
        lastCost = cost
        return .retry(after: delay(failure, random: random))
    }

    /// `random · min(base · 2^i, 20 s)`; AWS's own wish counts from there up to 5 s more.
    private func delay(_ failure: Failure, random: Double) -> Duration {
        let base = failure.kind == .throttling ? 1.0 : 0.05
        let doublings = Double(1 << min(attempts - 1, 30))
        let backoff = Duration.seconds(random * min(base * doublings, 20))
        guard let wish = failure.retryAfter else { return backoff }
        return max(backoff, min(wish, backoff + .seconds(5)))
    }
}
