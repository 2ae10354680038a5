import Dispatch
import FoundationEssentials
import Images
import Synchronization
import TestSupport

/// A registry that is fair by the distribution specification and fails as a test says.
final class FakeRegistry: Sendable {
    /// What a test makes of a request: an answer in place of the registry's, or nil. `count` counts earlier requests
    /// of the same step.
    typealias Fault = @Sendable (_ step: Step, _ count: Int, _ request: LoopbackServer.Request) -> Fate?

    /// How a request ends other than well.
    enum Fate: Sendable {
        case answer(LoopbackServer.Answer)
        /// The request takes effect, and then this is answered.
        case afterwards(LoopbackServer.Answer)
    }

    enum Step: String, Sendable, CaseIterable {
        case headBlob, headManifest, getManifest, post, patch, put, commit, manifest, delete, other
    }

    struct State {
        var blobs: [Digest: [UInt8]] = [:]
        var manifests: [String: [UInt8]] = [:]
        var sessions: [String: [UInt8]] = [:]
        var nextSession = 0
        var counts: [Step: Int] = [:]
    }

    let server: LoopbackServer
    let state: Shared<State>
    /// Signalled when the head of a PATCH has arrived.
    let patchBegan = DispatchSemaphore(value: 0)

    /// State that the server's threads and the test look at.
    final class Shared<Value: Sendable>: Sendable {
        private let value: Mutex<Value>

        init(_ value: Value) { self.value = Mutex(value) }

        func with<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result { value.withLock(body) }
    }

    /// - Parameters:
    ///   - cutting: After how many bytes a body is no longer read; the fault says what happens then.
    init(
        cutting: @escaping @Sendable (_ method: String, _ target: String) -> LoopbackServer.BodyLimit = { _, _ in .whole
        },
        fault: @escaping Fault = { _, _, _ in nil }
    ) throws {
        let state = Shared(State())
        self.state = state
        let limit = { @Sendable [patchBegan] (method: String, target: String) in
            if method == "PATCH" { patchBegan.signal() }
            return cutting(method, target)
        }
        self.server = try LoopbackServer(bodyLimit: limit) { request in
            let step = Self.step(request)
            let count = state.with { state in
                defer { state.counts[step, default: 0] += 1 }
                return state.counts[step, default: 0]
            }
            switch fault(step, count, request) {
            case .answer(let answer): return answer
            case .afterwards(let answer):
                _ = state.with { Self.answer(request, step, &$0) }
                return answer
            case nil: return state.with { Self.answer(request, step, &$0) }
            }
        }
    }

    var host: RegistryHost {
        get throws {
            struct NoHost: Error {}
            guard let host = RegistryHost("127.0.0.1:\(server.port)") else { throw NoHost() }
            return host
        }
    }

    /// How often each step was asked for.
    var counts: [Step: Int] { state.with { $0.counts } }

    /// The manifest of a tag, and whether everything it names is there.
    func image(_ tag: String) throws -> (manifest: Manifest, isComplete: Bool)? {
        let (bytes, blobs) = state.with { ($0.manifests[tag], $0.blobs) }
        guard let bytes else { return nil }
        let manifest = try Manifest(decoding: bytes)
        let isComplete = ([manifest.configuration] + manifest.layers).allSatisfy { descriptor in
            blobs[descriptor.digest].map { $0.count == descriptor.size && Digest(of: $0) == descriptor.digest } ?? false
        }
        return (manifest, isComplete)
    }

    static func error(_ status: Int, _ code: String, _ message: String = "") -> LoopbackServer.Answer {
        .json(status, #"{"errors":[{"code":"\#(code)","message":"\#(message)"}]}"#)
    }

    private static func step(_ request: LoopbackServer.Request) -> Step {
        switch (request.method, request.path) {
        case ("HEAD", let path) where path.contains("/blobs/"): .headBlob
        case ("HEAD", let path) where path.contains("/manifests/"): .headManifest
        case ("GET", let path) where path.contains("/manifests/"): .getManifest
        case ("POST", _): .post
        case ("PATCH", _): .patch
        case ("PUT", let path) where path.contains("/manifests/"): .manifest
        case ("PUT", _): request.body.isEmpty ? .commit : .put
        case ("DELETE", _): .delete
        default: .other
        }
    }

    private static func answer(
        _ request: LoopbackServer.Request,
        _ step: Step,
        _ state: inout State
    ) -> LoopbackServer.Answer {
        let name = request.path.split(separator: "/").last.map(String.init) ?? ""
        switch step {
        case .headBlob:
            guard let blob = Digest(name).flatMap({ state.blobs[$0] }) else { return .response(status: 404) }
            return .response(status: 200, headers: [("Content-Length", "\(blob.count)")])
        case .headManifest, .getManifest:
            guard let bytes = state.manifests[name] else { return error(404, "MANIFEST_UNKNOWN") }
            let headers = [
                ("Docker-Content-Digest", Digest(of: bytes).description),
                ("Content-Type", MediaType.dockerManifest.rawValue),
            ]
            return .response(status: 200, headers: headers, body: bytes)
        case .post:
            state.nextSession += 1
            let session = "s\(state.nextSession)"
            state.sessions[session] = []
            return .response(status: 202, headers: [("Location", "/v2/app/blobs/uploads/\(session)?_state=a%2Fb")])
        case .patch:
            guard let bytes = state.sessions[name] else { return error(404, "BLOB_UPLOAD_UNKNOWN") }
            guard bytes.isEmpty else { return error(416, "BLOB_UPLOAD_INVALID", "First byte of the layer part is 0") }
            state.sessions[name] = request.body
            return .response(status: 202, headers: [("Location", "/v2/app/blobs/uploads/\(name)?_state=c")])
        case .put, .commit: return close(request, name, &state)
        case .manifest: return store(request, name, &state)
        case .delete:
            state.sessions[name] = nil
            return .response(status: 204)
        case .other: return .json(200, "{}")
        }
    }

    private static func close(
        _ request: LoopbackServer.Request,
        _ name: String,
        _ state: inout State
    ) -> LoopbackServer.Answer {
        guard let begun = state.sessions.removeValue(forKey: name), request.query.contains("_state=") else {
            return error(404, "BLOB_UPLOAD_UNKNOWN")
        }
        let bytes = begun + request.body
        let wanted = request.query.components(separatedBy: "digest=sha256%3A").last.flatMap { Digest(hexadecimal: $0) }
        guard let wanted, Digest(of: bytes) == wanted else { return error(400, "DIGEST_INVALID") }
        state.blobs[wanted] = bytes
        return .response(status: 201, headers: [("Docker-Content-Digest", wanted.description)])
    }

    private static func store(
        _ request: LoopbackServer.Request,
        _ name: String,
        _ state: inout State
    ) -> LoopbackServer.Answer {
        guard let manifest = try? Manifest(decoding: request.body) else { return error(400, "MANIFEST_INVALID") }
        for blob in [manifest.configuration] + manifest.layers where state.blobs[blob.digest] == nil {
            return error(400, "MANIFEST_BLOB_UNKNOWN", "unknown blob \(blob.digest)")
        }
        state.manifests[name] = request.body
        state.manifests[manifest.digest.description] = request.body
        return .response(status: 201, headers: [("Docker-Content-Digest", manifest.digest.description)])
    }
}
