import FoundationEssentials
import HTTP

/// Asks a source for credentials.
struct CredentialFetcher: Sendable {
    let http: HTTPClient
    let timing: Timing
    let transport: Transport
    let sts: Endpoint

    /// New credentials from a source.
    ///
    /// - Throws: `CredentialError`, or `CancellationError`.
    func credentials(from source: CredentialSource) async throws -> Credentials {
        switch source {
        case .keys(let credentials, let origin):
            if let expiration = credentials.expiration, expiration <= timing.now() {
                throw CredentialError.expired(origin: origin)
            }
            return credentials
        case .role(let role, let base): return try await assume(role, with: credentials(from: base))
        case .webIdentity(let identity): return try await assume(identity)
        case .container(let container): return try await ask(container)
        case .instance(let instance):
            do {
                return try await ask(instance)
            } catch CredentialError.unavailable(_, let reason, _) where !instance.triedBefore.isEmpty {
                throw CredentialError.notFound(tried: instance.triedBefore + ["instance metadata (\(reason))"])
            }
        }
    }

    // MARK: STS

    private func assume(_ role: AssumedRole, with base: Credentials) async throws -> Credentials {
        var fields = [("RoleArn", role.roleARN), ("RoleSessionName", role.sessionName ?? usualSessionName)]
        if let externalID = role.externalID { fields.append(("ExternalId", externalID)) }
        if let duration = role.duration { fields.append(("DurationSeconds", String(duration))) }
        return try await callSTS("AssumeRole", fields, role: role.roleARN, signer: Signer(base))
    }

    private func assume(_ identity: WebIdentity) async throws -> Credentials {
        let token = try await token(of: identity)
        let fields = [
            ("RoleArn", identity.roleARN), ("RoleSessionName", identity.sessionName ?? usualSessionName),
            ("WebIdentityToken", token),
        ]
        return try await callSTS("AssumeRoleWithWebIdentity", fields, role: identity.roleARN, signer: nil)
    }

    private var usualSessionName: String { "shipit-\(Int(timing.now().timeIntervalSince1970))" }

    private func callSTS(
        _ action: String,
        _ fields: [(String, String)],
        role: String,
        signer: Signer?
    ) async throws -> Credentials {
        let call = AWSCall(.sts, action, fields: fields, idempotency: .repeatable)
        do {
            let reply = try await transport.send(call, to: sts, signer: signer)
            let answer = try? XMLElement(parsing: reply.body)
            guard let found = answer?["\(action)Result"]?["Credentials"], let id = found.text("AccessKeyId"),
                let secret = found.text("SecretAccessKey"), let token = found.text("SessionToken")
            else { throw AWSError(unreadable: reply, to: .sts, action) }
            return Credentials(
                accessKeyID: id,
                secretAccessKey: secret,
                sessionToken: token,
                expiration: found.text("Expiration").flatMap { CivilTime.date(iso8601: $0) }
            )
        } catch let error as AWSError {
            throw CredentialError.roleRefused(role: role, cause: error)
        } catch let error as HTTPError {
            throw CredentialError.roleRefused(role: role, cause: error)
        }
    }

    // MARK: Tokens

    private func token(of identity: WebIdentity) async throws -> String {
        switch identity.token {
        case .file(let path): return try readToken(path, origin: identity.token.origin)
        case .gitHub(let requestURL, let bearer):
            guard let url = URL(string: requestURL + "&audience=sts.amazonaws.com") else {
                throw CredentialError.invalidSetting("ACTIONS_ID_TOKEN_REQUEST_URL", reason: "not a URL")
            }
            var request = HTTPRequest(.get, url, headers: ["Authorization": "bearer \(bearer.text)"])
            request.idleTimeout = .seconds(10)
            let body = try await document(request, origin: identity.token.origin, attempts: 3)
            guard let token = body["value"]?.string else {
                throw CredentialError.unavailable(origin: identity.token.origin, reason: "the answer has no token")
            }
            return token
        }
    }

    func readToken(_ path: String, origin: String) throws(CredentialError) -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path)), let text = String(validating: data, as: UTF8.self)
        else { throw .unavailable(origin: origin, reason: "the file \(path) cannot be read") }
        guard !text.isEmpty else { throw .unavailable(origin: origin, reason: "the file \(path) is empty") }
        return text
    }
}
