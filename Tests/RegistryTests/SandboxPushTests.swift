import Dispatch
import FoundationEssentials
import HTTP
import Images
@testable import Registry
import Synchronization
import TestSupport
import Testing

/// Real images of a real engine to real registries, read back by the engine.
@Suite("A real image", .serialized, .enabled(if: Sandbox.engine != nil), .timeLimit(.minutes(5)))
struct SandboxPushTests {
    private let http = HTTPClient()

    @Test("is pushed, and pulled by the engine as the same image", .enabled(if: Sandbox.registry != nil))
    func open() async throws {
        let host = try #require(Sandbox.registry.flatMap { RegistryHost($0) })
        try await pushAndPull(host) { _ in nil }
    }

    @Test("goes to a registry that wants a password", .enabled(if: Sandbox.privateRegistry != nil))
    func password() async throws {
        let host = try #require(Sandbox.privateRegistry.flatMap { RegistryHost($0) })
        let login = try #require(Sandbox.privateRegistryLogin).split(separator: ":", maxSplits: 1).map(String.init)
        let engine = try SandboxEngine(http)
        let reference = try name(on: host)
        let image = try await engine.image()
        let client = RegistryClient(host, http: http) { _ in .password(user: login[0], password: login[1]) }
        let result = try await client.push(engine.source(image), to: reference)
        #expect(try await client.manifestDigest(of: reference) == result.digest)
        let manifest = try #require(try await client.manifest(for: reference))
        #expect(manifest.configuration.digest == image.id)
        for layer in manifest.layers {
            #expect(try await client.exists(layer.digest, in: reference.repository) == true)
        }

        let stranger = RegistryClient(host, http: http) { _ in nil }
        do {
            _ = try await stranger.push(engine.source(image), to: reference)
            Issue.record("let in without a password")
        } catch let error as RegistryError {
            #expect(error.isDenied)
            #expect(error.hint == "log in with 'docker login \(host)'")
        }
    }

    @Test("goes to ministack's ECR, whose repository has to exist", .enabled(if: Sandbox.aws != nil))
    func ecr() async throws {
        let url = try #require(Sandbox.aws.flatMap { URL(string: $0) })
        let host = try #require(RegistryHost("\(url.host() ?? ""):\(url.port ?? 80)"))
        let name = "registry-tests/\(UInt32.random(in: 0 ... .max))"
        let engine = try SandboxEngine(http)
        let image = try await engine.image()
        let reference = try ImageReference(parsing: "\(host)/\(name):1")
        let client = RegistryClient(host, http: http) { _ in .password(user: "AWS", password: "any") }
        do {
            _ = try await client.push(engine.source(image), to: reference)
            Issue.record("pushed to no repository")
        } catch let error as RegistryError {
            #expect(error.headline.contains("the repository \(name) does not exist"))
        }
        try await call(url, "CreateRepository", #"{"repositoryName":"\#(name)"}"#)
        let result = try await client.push(engine.source(image), to: reference)
        #expect(try await client.manifestDigest(of: reference) == result.digest)
        try await call(url, "DeleteRepository", #"{"repositoryName":"\#(name)","force":true}"#)
    }

    @Test(
        "is read back by skopeo as the same image",
        .enabled(if: Sandbox.registry != nil && FileManager.default.isExecutableFile(atPath: "/usr/bin/skopeo"))
    )
    func skopeo() async throws {
        let host = try #require(Sandbox.registry.flatMap { RegistryHost($0) })
        let engine = try SandboxEngine(http)
        let image = try await engine.image()
        let reference = try name(on: host)
        _ = try await RegistryClient(host, http: http) { _ in nil }.push(engine.source(image), to: reference)
        let directory = FileManager.default.temporaryDirectory.appending(path: "skopeo-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: directory) }
        // To an OCI layout uncompressed: skopeo verifies every digest on the way, and the names are diff ids then.
        let copy = try await ProcessRun.run(
            "/usr/bin/skopeo",
            [
                "copy", "--quiet", "--src-tls-verify=false", "--dest-decompress", "docker://\(reference)",
                "dir:\(directory)",
            ],
            environment: ["PATH": "/usr/bin:/bin", "HOME": directory],
            directory: "/"
        )
        #expect(copy.status == 0, "\(copy.everything)")
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        for diffID in image.diffIDs { #expect(files.contains(diffID.hexadecimal)) }
    }

    private func call(_ url: URL, _ operation: String, _ body: String) async throws {
        let headers: HTTPHeaders = [
            "X-Amz-Target": "AmazonEC2ContainerRegistry_V20150921.\(operation)",
            "Content-Type": "application/x-amz-json-1.1",
            "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecr/aws4_request, Signature=none",
        ]
        let response = try await http.send(HTTPRequest(.post, url, headers: headers, body: .bytes(Array(body.utf8))))
        try #require(response.isSuccess, "\(operation): \(response.status)")
        _ = try await response.body.collect()
    }

    private func name(on host: RegistryHost) throws -> ImageReference {
        let tag = try #require(ImageTag("t\(UInt32.random(in: 0 ... .max))"))
        let repository = try #require(RepositoryName("registry-tests/app"))
        return ImageReference(registry: host, repository: repository, tag: tag)
    }

    private func pushAndPull(
        _ host: RegistryHost,
        credentials: @escaping @Sendable (RegistryHost) async throws -> RegistryCredential?
    ) async throws {
        let engine = try SandboxEngine(http)
        let reference = try name(on: host)
        let image = try await engine.image()
        let client = RegistryClient(host, http: http, credentials: credentials)
        let result = try await client.push(engine.source(image), to: reference)
        #expect(try await client.manifestDigest(of: reference) == result.digest)
        let again = try await client.push(engine.source(image), to: reference)
        #expect(again.isUnchanged && again.requests <= 3 && again.digest == result.digest)

        var named = reference
        named.tag = nil
        named.digest = result.digest
        try await engine.pull(named)
        let pulled = try await engine.inspect("\(named)")
        #expect(pulled.id == image.id)
        #expect(pulled.diffIDs == image.diffIDs)
        try await engine.remove("\(named)")
    }
}

/// What these tests need of the engine, over its socket.
struct SandboxEngine: Sendable {
    private let http: HTTPClient
    private let socket: String

    init(_ http: HTTPClient) throws {
        let address = try #require(Sandbox.engine)
        self.http = http
        self.socket = address.replacing("unix://", with: "")
    }

    /// The sandbox's base image.
    func image() async throws -> ImageIdentity {
        try await inspect(try #require(Sandbox.baseImage))
    }

    func inspect(_ name: String) async throws -> ImageIdentity {
        struct Wire: Decodable {
            struct RootFS: Decodable { var Layers: [Digest] }
            var Id: Digest
            var RootFS: RootFS
            var Os: String
            var Architecture: String
            var Descriptor: Images.Descriptor?
        }
        let body = try await call(.get, "/images/\(name)/json").body.collect()
        let wire = try JSONDecoder().decode(Wire.self, from: Data(body))
        return ImageIdentity(
            id: wire.Id,
            diffIDs: wire.RootFS.Layers,
            platform: Platform(os: wire.Os, architecture: wire.Architecture),
            descriptor: wire.Descriptor
        )
    }

    func source(_ image: ImageIdentity) -> PushSource {
        PushSource(image) {
            let body = try await call(.get, "/images/\(image.id)/get").body
            return PushSource.Export(read: { try body.readBlocking() }, cancel: { body.cancel() })
        }
    }

    func pull(_ reference: ImageReference) async throws {
        let name = "\(reference.registry)/\(reference.repository)"
        let tag = reference.digest.map { "\($0)" } ?? "latest"
        let body = try await call(.post, "/images/create?fromImage=\(name)&tag=\(tag)").body.collect()
        let text = String(decoding: body, as: UTF8.self)
        #expect(!text.contains("\"error\""), "\(text)")
    }

    func remove(_ name: String) async throws {
        try await call(.delete, "/images/\(name)").body.cancel()
    }

    private func call(_ method: HTTPRequest.Method, _ path: String) async throws -> HTTPResponse {
        let url = try #require(URL(string: "http://engine\(path)"))
        var request = HTTPRequest(method, url, unixSocket: socket)
        request.idleTimeout = nil
        let response = try await http.send(request)
        try #require(response.isSuccess, "\(method) \(path): \(response.status)")
        return response
    }
}
