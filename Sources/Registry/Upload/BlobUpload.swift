import FoundationEssentials
import HTTP
import Images
import Synchronization

/// One blob's upload under way.
struct BlobUpload {
    let uploader: BlobUploader
    let spool: Spool
    /// The blob's name, where that is known before its bytes are.
    let known: Digest?

    private var client: RegistryClient { uploader.client }

    private var label: String { known?.short ?? spool.finished?.digest.short ?? "a layer" }

    /// Runs the machine to its end.
    func run(checks: Bool) async throws -> UploadMachine.Outcome {
        var machine = UploadMachine(checks: checks, timing: client.timing)
        var action = machine.start
        var lastError: RegistryError?
        do {
            while true {
                try Task.checkCancellation()
                if case .done(let outcome) = action { return outcome }
                if case .fail = action { throw lastError ?? error(.notARegistry("it broke off the upload")) }
                let result = try await perform(action, lastError)
                lastError = result.failure ?? lastError
                machine.sent(result.sent)
                action = machine.observe(result.observation)
                if let session = machine.takeAbandoned() { uploader.discard(session) }
            }
        } catch {
            if let session = machine.session { uploader.discard(session) }
            throw error
        }
    }

    private struct Result {
        let observation: UploadMachine.Observation
        var failure: RegistryError?
        /// How many bytes of the blob went out.
        var sent = 0
    }

    private func perform(_ action: UploadMachine.Action, _ lastError: RegistryError?) async throws -> Result {
        switch action {
        case .check: return try await check()
        case .open: return try await open()
        case .stream(let url): return try await transfer(.patch, url)
        case .put(let url): return try await transfer(.put, url)
        case .commit(let url): return try await commit(url)
        case .rest(let duration, _):
            if let lastError { uploader.tell(.repeating(cause: lastError, rest: duration)) }
            try await client.timing.sleep(duration)
            return Result(observation: .rested)
        case .done, .fail: preconditionFailure("the end needs no performing")
        }
    }

    private func check() async throws -> Result {
        guard let digest = known ?? spool.finished?.digest else { return Result(observation: .missing) }
        return try await answer(to: try uploader.checkCall(digest)) { answer in
            answer.status == 200 ? .exists : answer.status == 404 ? .missing : nil
        }
    }

    private func open() async throws -> Result {
        // Whether the bytes are complete decides how they are sent; a blob whose name is known may still grow.
        try await spool.ready()
        let call = try uploader.call(.post, try uploader.path("uploads/"), subject: label)
        return try await answer(to: call) { answer in
            guard answer.status == 202 else { return answer.status == 201 ? .mounted : nil }
            return .opened(try location(answer, call), isComplete: spool.finished != nil)
        }
    }

    private func transfer(_ method: HTTPRequest.Method, _ url: URL) async throws -> Result {
        var url = url
        if method == .put, let digest = spool.finished?.digest { url = Location.closing(url, digest) }
        var call = try uploader.call(method, url, subject: label)
        call.headers = ["Content-Type": "application/octet-stream"]
        call.body = .spool(spool)
        if method == .put, let finished = spool.finished { call.patience = Self.patience(finished) }
        let tell = uploader.tell
        let label = label
        let sent = Counter()
        call.sent = { count in
            sent.set(count)
            tell(.sent(label, bytes: count))
        }
        var result = try await answer(to: call) { answer in
            if method == .put { return try stored(answer, call) }
            // 202 by the specification; Amazon ECR says 201.
            guard [200, 201, 202, 204].contains(answer.status) else { return nil }
            return .streamed(next: answer.headers["Location"] == nil ? url : try location(answer, call))
        }
        result.sent = sent.value
        return result
    }

    private func commit(_ url: URL) async throws -> Result {
        let finished = try await spool.completion()
        var call = try uploader.call(.put, Location.closing(url, finished.digest), subject: label)
        call.patience = Self.patience(finished)
        return try await answer(to: call) { try stored($0, call) }
    }

    /// The time a registry may take to put a blob together and check it before it answers, at a slow 50 MB/s.
    private static func patience(_ blob: Spool.Finished) -> Duration { .seconds(blob.size / 50_000_000) }

    private func stored(_ answer: RegistryAnswer, _ call: RegistryCall) throws -> UploadMachine.Observation? {
        guard [200, 201, 204].contains(answer.status) else { return nil }
        // A captive portal answers everything with 200 and a page.
        if answer.status == 200, answer.headers["Content-Type"]?.hasPrefix("text/html") == true {
            throw client.error(call, .notARegistry("an HTML page with status 200"))
        }
        if let digest = answer.digest, let expected = spool.finished?.digest, digest != expected {
            throw client.error(call, .digestMismatch(expected: expected, actual: digest))
        }
        return .stored
    }

    /// Sends a call and reads its answer; what `accept` does not know is a refusal.
    private func answer(
        to call: RegistryCall,
        _ accept: (RegistryAnswer) throws -> UploadMachine.Observation?
    ) async throws -> Result {
        do {
            let answer = try await client.send(call)
            if let observation = try accept(answer) { return Result(observation: observation) }
            let report = answer.report
            var failure = await client.refusal(of: call, answer)
            if report.has(ErrorReport.Code.nameUnknown) { failure = error(.repositoryUnknown(uploader.repository)) }
            let refusal = UploadMachine.Refusal(
                status: answer.status,
                codes: report.codes,
                retryAfter: RetryAfter.duration(answer.headers)
            )
            return Result(observation: .refused(refusal), failure: failure)
        } catch let transport as HTTPError {
            return Result(
                observation: .unanswered(isTemporary: transport.isTemporary),
                failure: client.error(call, .transport(transport))
            )
        } catch let failure as SpoolFile.Failure {
            throw client.error(call, .spool(failure.detail))
        }
    }

    /// A number that a callback sets while its task is elsewhere.
    private final class Counter: Sendable {
        private let count = Mutex(0)

        var value: Int { count.withLock { $0 } }

        func set(_ value: Int) { count.withLock { $0 = max($0, value) } }
    }

    private func location(_ answer: RegistryAnswer, _ call: RegistryCall) throws -> URL {
        guard let field = answer.headers["Location"] else {
            throw client.error(call, .notARegistry("it began an upload without saying where"))
        }
        guard let url = Location.resolve(field, against: answer.url, registry: client.host) else {
            throw client.error(call, .forbiddenLocation(URL(string: field).map { HTTPError.redact($0) } ?? "nowhere"))
        }
        return url
    }

    private func error(_ cause: RegistryError.Cause) -> RegistryError {
        RegistryError(.uploadBlob, client.host, "\(label) of \(uploader.repository)", cause)
    }
}
