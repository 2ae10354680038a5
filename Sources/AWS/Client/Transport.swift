import FoundationEssentials
import HTTP
import Synchronization

/// Sends calls to AWS and repeats them as `RetryState` says.
///
/// One for each client: what it learns (how far the clock is off, how much retrying is left) holds for all calls.
final class Transport: Sendable {
    private let http: HTTPClient
    private let timing: Timing
    private let tls: TLSSettings
    private let maxAttempts: Int
    private let quota = Mutex(RetryQuota())
    /// What is added to the machine's clock to get AWS's.
    private let clockOffset = Mutex(Duration.zero)

    init(http: HTTPClient, timing: Timing, tls: TLSSettings, maxAttempts: Int) {
        self.http = http
        self.timing = timing
        self.tls = tls
        self.maxAttempts = maxAttempts
    }

    /// Sends a call, again if need be, and returns the successful answer.
    ///
    /// - Parameter signer: Who signs; nil for the few calls that are not signed.
    /// - Throws: `AWSError`, `HTTPError`, `CredentialError`, or `CancellationError`.
    func send(_ call: AWSCall, to endpoint: Endpoint, signer: Signer?) async throws -> Reply {
        var state = RetryState(maxAttempts: maxAttempts, idempotency: call.idempotency)
        while true {
            let credentials = try await signer?.credentials()
            let attempt = try await attempt(call, at: endpoint, credentials)
            let action = quota.withLock { state.next(after: attempt.observation, quota: &$0, random: timing.random()) }
            switch action {
            case .finish:
                return try attempt.result.get()
            case .retry(let delay):
                try await timing.sleep(delay)
            case .refreshCredentialsAndRetry:
                guard let signer, let credentials, try await signer.renew(credentials) else {
                    return try attempt.result.get()
                }
            case .correctClockAndRetry(let skew):
                clockOffset.withLock { $0 = attempt.clockOffset + skew }
            }
        }
    }

    private struct Attempt {
        let result: Result<Reply, any Error>
        let observation: RetryState.Observation
        /// The correction of the clock it was signed with.
        let clockOffset: Duration
    }

    private func attempt(
        _ call: AWSCall,
        at endpoint: Endpoint,
        _ credentials: Credentials?
    ) async throws -> Attempt {
        let offset = clockOffset.withLock { $0 }
        let signedAt = timing.now().addingTimeInterval(offset / .seconds(1))
        do {
            let response = try await http.send(request(for: call, to: endpoint, credentials, at: signedAt))
            let body = try await response.body.collect()
            let reply = Reply(status: response.status, headers: response.headers, body: body)
            if reply.isSuccess { return Attempt(result: .success(reply), observation: .succeeded, clockOffset: offset) }
            let error = AWSError(reply, to: call.service, call.operation)
            let failure = RetryState.Failure(error, signedAt: signedAt)
            return Attempt(result: .failure(error), observation: .failed(failure), clockOffset: offset)
        } catch let error as HTTPError {
            let failure = RetryState.Failure(error)
            return Attempt(result: .failure(error), observation: .failed(failure), clockOffset: offset)
        }
    }

    private func request(
        for call: AWSCall,
        to endpoint: Endpoint,
        _ credentials: Credentials?,
        at moment: Date
    ) -> HTTPRequest {
        var request = HTTPRequest(.post, endpoint.url, body: .bytes(call.body))
        request.tls = tls
        request.usesNewConnection = call.idempotency == .onlyIfNotReceived
        for header in call.headers { request.headers.add(header.name, header.value) }
        if let credentials {
            let signature = SignatureV4(region: endpoint.signingRegion, service: call.service.signingName)
            let input = SignatureV4.Input(
                method: "POST",
                host: endpoint.host,
                path: endpoint.path,
                headers: call.headers,
                body: call.body
            )
            let signed = signature.sign(input, with: credentials, at: moment)
            for header in signed.headers { request.headers.add(header.name, header.value) }
        }
        return request
    }
}
