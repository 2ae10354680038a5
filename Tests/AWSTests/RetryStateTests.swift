import Testing

@testable import AWS

@Suite("Retries")
struct RetryStateTests {
    typealias Failure = RetryState.Failure

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var idempotency = Idempotency.repeatable
        var attempts = 3
        var random = 0.5
        var tokens = 500
        let observations: [RetryState.Observation]
        let actions: [RetryState.Action]

        var testDescription: String { name }
    }

    private static func failed(_ kind: Failure.Kind, ambiguous: Bool = false, wish: Duration? = nil)
        -> RetryState.Observation
    {
        .failed(Failure(kind, mayHaveTakenEffect: ambiguous, retryAfter: wish))
    }

    static let cases = [
        Case(name: "a success is the end", observations: [.succeeded], actions: [.finish]),
        Case(
            name: "what will not get better is not repeated",
            observations: [failed(.permanent)],
            actions: [.finish]
        ),
        Case(
            name: "transient failures are repeated twice, at once",
            observations: [failed(.transient), failed(.transient), failed(.transient)],
            actions: [.retry(after: .milliseconds(25)), .retry(after: .milliseconds(50)), .finish]
        ),
        Case(
            name: "throttling waits longer, at most 20 s",
            attempts: 7,
            observations: Array(repeating: failed(.throttling), count: 7),
            actions: [0.5, 1, 2, 4, 8, 10].map { .retry(after: .seconds($0)) } + [.finish]
        ),
        Case(
            name: "AWS's wish counts, up to 5 s more",
            observations: [failed(.throttling, wish: .seconds(3)), failed(.throttling, wish: .seconds(60))],
            actions: [.retry(after: .seconds(3)), .retry(after: .seconds(6))]
        ),
        Case(
            name: "a wish shorter than the delay does not shorten it",
            observations: [failed(.throttling, wish: .milliseconds(1))],
            actions: [.retry(after: .milliseconds(500))]
        ),
        Case(
            name: "what must not happen twice is not repeated in doubt",
            idempotency: .onlyIfNotReceived,
            observations: [failed(.transient, ambiguous: true)],
            actions: [.finish]
        ),
        Case(
            name: "what must not happen twice is repeated when refused or never sent",
            idempotency: .onlyIfNotReceived,
            observations: [failed(.throttling), failed(.transient)],
            actions: [.retry(after: .milliseconds(500)), .retry(after: .milliseconds(50))]
        ),
        Case(
            name: "reads are repeated in doubt",
            observations: [failed(.transient, ambiguous: true)],
            actions: [.retry(after: .milliseconds(25))]
        ),
        Case(
            name: "expired credentials are replaced once, beside the attempts",
            attempts: 1,
            observations: [failed(.expiredCredentials), failed(.expiredCredentials)],
            actions: [.refreshCredentialsAndRetry, .finish]
        ),
        Case(
            name: "the clock is corrected once",
            attempts: 1,
            observations: [failed(.clockSkew(.seconds(600))), failed(.clockSkew(.seconds(600)))],
            actions: [.correctClockAndRetry(.seconds(600)), .finish]
        ),
        Case(
            name: "no tokens, no retry",
            tokens: 13,
            observations: [failed(.transient)],
            actions: [.finish]
        ),
        Case(
            name: "throttling needs fewer tokens",
            tokens: 5,
            observations: [failed(.throttling), failed(.throttling)],
            actions: [.retry(after: .milliseconds(500)), .finish]
        ),
        Case(name: "one attempt means one", attempts: 1, observations: [failed(.transient)], actions: [.finish]),
    ]

    @Test("What is done after each attempt", arguments: cases)
    func actions(_ one: Case) {
        var state = RetryState(maxAttempts: one.attempts, idempotency: one.idempotency)
        var quota = RetryQuota(available: one.tokens)
        let actions = one.observations.map { state.next(after: $0, quota: &quota, random: one.random) }
        #expect(actions == one.actions)
    }

    @Test("A success gives back what its retry took, others one token, never beyond the capacity")
    func tokens() {
        var quota = RetryQuota()
        var state = RetryState(maxAttempts: 3, idempotency: .repeatable)
        _ = state.next(after: Self.failed(.transient), quota: &quota, random: 0)
        #expect(quota.available == 486)
        _ = state.next(after: .succeeded, quota: &quota, random: 0)
        #expect(quota.available == 500)

        quota = RetryQuota(available: 400)
        var smooth = RetryState(maxAttempts: 3, idempotency: .repeatable)
        _ = smooth.next(after: .succeeded, quota: &quota, random: 0)
        #expect(quota.available == 401)
    }

    @Test("Without success the shared tokens run out, and retries stop")
    func exhaustion() {
        var quota = RetryQuota()
        var retries = 0
        for _ in 0..<100 {
            var state = RetryState(maxAttempts: 3, idempotency: .repeatable)
            while case .retry = state.next(after: Self.failed(.transient), quota: &quota, random: 0) { retries += 1 }
        }
        #expect(retries == 500 / 14)
    }

    @Test(
        "Reads are repeatable by themselves, the rest is not",
        arguments: [
            ("DescribeServices", Idempotency.repeatable), ("ListTasks", .repeatable), ("GetLogEvents", .repeatable),
            ("BatchGetImage", .repeatable), ("UpdateService", .onlyIfNotReceived), ("RunTask", .onlyIfNotReceived),
            ("StopServiceDeployment", .onlyIfNotReceived),
        ]
    )
    func usual(_ operation: String, _ idempotency: Idempotency) {
        #expect(Idempotency.usual(of: operation) == idempotency)
    }
}
