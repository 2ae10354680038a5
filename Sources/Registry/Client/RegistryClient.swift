import FoundationEssentials
import HTTP
import Images
import Synchronization

/// Speaks to one registry (OCI distribution specification 1.1; Docker's registry API version 2 is the same).
///
/// HTTPS, and HTTP on the machine itself. Credentials go to the registry and the token server it names only.
package final class RegistryClient: Sendable {
    package let host: RegistryHost
    let http: HTTPClient
    let timing: RetryTiming
    let authorizer: Authorizer
    private let requests = Mutex(0)

    /// - Parameters:
    ///   - credentials: What the registry is to be shown; asked again when it was refused or has run out. nil for
    ///     anonymous access.
    ///   - timing: How failures are repeated.
    package init(
        _ host: RegistryHost,
        http: HTTPClient,
        credentials: @escaping @Sendable (RegistryHost) async throws -> RegistryCredential?,
        timing: RetryTiming = RetryTiming()
    ) {
        self.host = host
        self.http = http
        self.timing = timing
        self.authorizer = Authorizer(host, http: http, timing: timing, ask: credentials)
    }

    /// How many requests have been sent so far, to the registry itself.
    var requestCount: Int { requests.withLock { $0 } }

    /// Whether the registry is there and lets this credential in.
    ///
    /// - Throws: `RegistryError`.
    package func checkAccess() async throws {
        let call = RegistryCall(
            operation: .connect,
            subject: host.description,
            scope: .registry,
            method: .get,
            url: try url("/v2/", .connect, host.description)
        )
        let answer = try await sendRepeatedly(call)
        guard answer.isSuccess else { throw await refusal(of: call, answer) }
    }

    /// The address of an API path.
    func url(_ path: String, _ operation: RegistryError.Operation, _ subject: String) throws -> URL {
        guard let root = host.endpoint, let url = URL(string: path, relativeTo: root)?.absoluteURL else {
            throw RegistryError(operation, host, subject, .notARegistry("'\(host)' is no address"))
        }
        return url
    }

    func error(_ call: RegistryCall, _ cause: RegistryError.Cause) -> RegistryError {
        RegistryError(call.operation, host, call.subject, cause)
    }

    /// Sends a call until it is answered with something that is not temporary.
    ///
    /// - Throws: `RegistryError` when patience is over, with the last cause; what asking for credentials threw.
    func sendRepeatedly(_ call: RegistryCall) async throws -> RegistryAnswer {
        var backoff = Backoff(timing)
        while true {
            let failure: RegistryError
            var retryAfter: Duration?
            do {
                let answer = try await send(call)
                let report = answer.report
                guard !answer.isSuccess, RegistryError.isTemporary(status: answer.status, codes: report.codes) else {
                    return answer
                }
                failure = await refusal(of: call, answer)
                retryAfter = RetryAfter.duration(answer.headers)
            } catch let transport as HTTPError {
                failure = error(call, .transport(transport))
            }
            guard failure.isTemporary, let rest = backoff.next(retryAfter: retryAfter) else { throw failure }
            try await timing.sleep(rest)
        }
    }

    /// Sends a call once, apart from what authentication and redirections need.
    ///
    /// - Throws: `HTTPError` when there was no answer; `RegistryError` for addresses that must not be followed.
    func send(_ call: RegistryCall) async throws -> RegistryAnswer {
        guard let root = host.endpoint else { throw error(call, .notARegistry("'\(host)' is no address")) }
        var call = call
        var challenged = 0
        var hasExpired = false
        var redirections = 0
        while true {
            let isOwn = Location.isSameServer(call.url, root)
            let grant = isOwn ? try await authorizer.grant(for: call.scope) : nil
            let answer = try await exchange(call, authorization: grant?.header)
            if let next = try redirection(of: call, answer), redirections < 5 {
                redirections += 1
                call.url = next
                continue
            }
            guard let grant else { return answer }
            if answer.status == 401, challenged < 2 {
                let challenges = Challenge.parse(answer.headers.values(of: "WWW-Authenticate"))
                guard !challenges.isEmpty else { return answer }
                challenged += 1
                try await authorizer.renew(after: grant, challenges)
            } else if answer.status == 403, answer.report.saysTokenExpired, !hasExpired {
                hasExpired = true
                try await authorizer.renew(after: grant, [])
            } else {
                return answer
            }
        }
    }

    private func redirection(of call: RegistryCall, _ answer: RegistryAnswer) throws -> URL? {
        let isSafe = call.method == .get || call.method == .head
        guard [307, 308].contains(answer.status) || (isSafe && [301, 302, 303].contains(answer.status)),
            let field = answer.headers["Location"]
        else { return nil }
        guard let url = Location.resolve(field, against: call.url, registry: host) else {
            throw error(call, .forbiddenLocation(HTTPError.redact(URL(string: field) ?? call.url)))
        }
        return url
    }

    /// Sends a request and reads its answer, while the body is fed from where it comes from.
    private func exchange(_ call: RegistryCall, authorization: String?) async throws -> RegistryAnswer {
        requests.withLock { $0 += 1 }
        var request = HTTPRequest(call.method, call.url, headers: call.headers)
        request.headers["Authorization"] = authorization
        request.idleTimeout = timing.idleTimeout + call.patience
        request.connectTimeout = timing.connectTimeout
        switch call.body {
        case .empty:
            // POST and PUT without a body need their length said (distribution specification, "Pushing blobs").
            if call.method == .post || call.method == .put { request.body = .bytes([]) }
        case .bytes(let bytes): request.body = .bytes(bytes)
        case .spool(let spool): return try await stream(spool, with: request, call)
        }
        return try await receive(request, call)
    }

    private func stream(_ spool: Spool, with request: HTTPRequest, _ call: RegistryCall) async throws -> RegistryAnswer
    {
        let channel = ByteChannel(capacity: 1 << 20)
        var request = request
        request.body = .stream(channel, length: spool.finished?.size)
        // Ends with this scope: an early answer leaves it waiting for bytes that nobody will read.
        async let _ = feed(channel, from: spool, call.sent)
        do {
            let answer = try await receive(request, call)
            channel.abandon()
            return answer
        } catch {
            channel.abandon()
            if let failure = spool.failure { throw failure }
            throw error
        }
    }

    private func feed(_ channel: ByteChannel, from spool: Spool, _ sent: (@Sendable (Int) -> Void)?) async {
        var part = 0
        var count = 0
        do {
            while let bytes = try await spool.read(part) {
                try await channel.write(bytes)
                part += 1
                count += bytes.count
                sent?(count)
            }
            channel.finish()
        } catch {
            channel.finish(throwing: error)
        }
    }

    private func receive(_ request: HTTPRequest, _ call: RegistryCall) async throws -> RegistryAnswer {
        let response = try await http.send(request)
        var body: [UInt8] = []
        if call.method != .head {
            do {
                body = try await response.body.collect(upTo: call.answerLimit)
            } catch let error as HTTPError {
                // What an error page says beyond the limit, nobody needs; nor what a cut one would have said.
                guard !response.isSuccess || call.operation == .uploadBlob else { throw error }
            }
        }
        return RegistryAnswer(status: response.status, headers: response.headers, body: body, url: request.url)
    }

    /// What a failing answer means.
    func refusal(of call: RegistryCall, _ answer: RegistryAnswer) async -> RegistryError {
        let report = answer.report
        let cause: RegistryError.Cause
        switch answer.status {
        case 401:
            let isKnown = await authorizer.hasCredential()
            cause = isKnown ? .credentialRefused(message: report.message) : .noCredential
        case 403 where !RegistryError.isTemporary(status: 403, codes: report.codes):
            cause = .denied(message: report.message, hadCredential: await authorizer.hasCredential())
        default:
            cause = .refused(status: answer.status, codes: report.codes, message: report.message)
        }
        return error(call, cause)
    }
}
