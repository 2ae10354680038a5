import FoundationEssentials
import HTTP
import Images

/// What one registry is shown with each request: nothing, a password, or a token fetched for the purpose.
///
/// Callers that find their grant refused at the same time share one renewal.
actor Authorizer {
    /// What a request is sent with, and which renewal it came from.
    struct Grant: Sendable {
        let header: String?
        fileprivate let generation: Int
    }

    private let registry: RegistryHost
    private let http: HTTPClient
    private let timing: RetryTiming
    private let ask: @Sendable (RegistryHost) async throws -> RegistryCredential?

    private var generation = 0
    /// How the registry wants to be asked; nil as long as it has not said.
    private var challenge: Challenge?
    private var credential: Task<RegistryCredential?, any Error>?
    private var tokens: [RegistryScope: Task<BearerToken, any Error>] = [:]

    init(
        _ registry: RegistryHost,
        http: HTTPClient,
        timing: RetryTiming,
        ask: @escaping @Sendable (RegistryHost) async throws -> RegistryCredential?
    ) {
        self.registry = registry
        self.http = http
        self.timing = timing
        self.ask = ask
        // Amazon ECR wants Basic and nothing else, which saves asking.
        self.challenge = registry.isECR ? Challenge(scheme: "basic", parameters: [:]) : nil
    }

    /// Whether a credential was at hand when last asked for.
    func hasCredential() async -> Bool {
        guard let credential else { return false }
        return (try? await credential.value) != nil
    }

    /// What to send now.
    func grant(for scope: RegistryScope) async throws -> Grant {
        let current = generation
        switch challenge?.scheme {
        case "basic":
            guard case .password(let user, let password) = try await currentCredential() else {
                return Grant(header: nil, generation: current)
            }
            return Grant(header: BasicCredential.header(user: user, password: password), generation: current)
        case "bearer":
            return Grant(header: "Bearer " + (try await token(for: scope).text), generation: current)
        default:
            return Grant(header: nil, generation: current)
        }
    }

    /// Takes a refusal into account, so that the next grant is another one.
    ///
    /// - Parameter refused: What the refused request was sent with; when it is not the newest, nothing happens.
    /// - Parameter challenges: The registry's challenges; none when it only said that the token is over.
    func renew(after refused: Grant, _ challenges: [Challenge]) throws {
        guard refused.generation == generation else { return }
        generation += 1
        tokens = [:]
        // The credential itself may have run out: ask for it again. Not when it has not been shown yet.
        if refused.header != nil { credential = nil }
        if challenges.isEmpty { return }
        let known = challenges.first { $0.scheme == "bearer" } ?? challenges.first { $0.scheme == "basic" }
        guard let known else {
            let schemes = challenges.map(\.scheme).joined(separator: ", ")
            throw error(.notARegistry("it asks for '\(schemes)' authentication"))
        }
        challenge = known
    }

    private func currentCredential() async throws -> RegistryCredential? {
        let task = credential ?? Task { [ask, registry] in try await ask(registry) }
        credential = task
        do {
            return try await task.value
        } catch {
            if credential == task { credential = nil }
            throw error
        }
    }

    private func token(for scope: RegistryScope) async throws -> BearerToken {
        if let task = tokens[scope] {
            let token = try await task.value
            if token.renewal > timing.now() { return token }
            if tokens[scope] == task { tokens[scope] = nil }
        }
        let task = tokens[scope] ?? Task { try await self.fetch(scope) }
        tokens[scope] = task
        do {
            return try await task.value
        } catch {
            if tokens[scope] == task { tokens[scope] = nil }
            throw error
        }
    }

    private func fetch(_ scope: RegistryScope) async throws -> BearerToken {
        let credential = try await currentCredential()
        guard let challenge,
            var request = TokenRequest.make(
                challenge,
                scope: scope,
                credential: credential,
                allowsPlain: registry.isLoopback
            )
        else { throw error(.notARegistry("its challenge names no token server")) }
        request.idleTimeout = timing.idleTimeout
        request.connectTimeout = timing.connectTimeout
        var backoff = Backoff(timing)
        while true {
            let failure: RegistryError
            var retryAfter: Duration?
            do {
                let response = try await http.send(request)
                let body = try await response.body.collect(upTo: 1 << 20)
                if response.isSuccess {
                    if let token = BearerToken(decoding: body, now: timing.now()) { return token }
                    throw error(.notARegistry("its token server gave no token"))
                }
                failure = refusal(response.status, ErrorReport(body), hadCredential: credential != nil)
                retryAfter = RetryAfter.duration(response.headers)
            } catch let transport as HTTPError {
                failure = error(.transport(transport))
            }
            guard failure.isTemporary, let rest = backoff.next(retryAfter: retryAfter) else { throw failure }
            try await timing.sleep(rest)
        }
    }

    private func refusal(_ status: Int, _ report: ErrorReport, hadCredential: Bool) -> RegistryError {
        switch status {
        case 401, 403: error(hadCredential ? .credentialRefused(message: report.message) : .noCredential)
        default: error(.refused(status: status, codes: report.codes, message: report.message))
        }
    }

    private func error(_ cause: RegistryError.Cause) -> RegistryError {
        RegistryError(.authenticate, registry, registry.description, cause)
    }
}
