import Docker
import FoundationEssentials
import HTTP
import Images
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite struct DockerEngineTests {
    @Test(arguments: [
        ("1.41", "1.41"), ("1.44", "1.44"), ("1.51", "1.51"), ("1.55", "1.51"), ("2.0", "1.51"), ("1.30", "1.30"),
    ])
    func speaksTheNewestVersionThatBothKnow(_ engine: String, _ agreed: String) async throws {
        let scripted = try ScriptedEngine(ping: [("Api-Version", engine)]) { _ in .json(200, "{}") }
        _ = try await scripted.engine.info()
        _ = try await scripted.engine.info()
        #expect(scripted.server.requests.map(\.target) == ["/_ping", "/v\(agreed)/info", "/v\(agreed)/info"])
    }

    @Test func speaksAPinnedVersionWhateverTheEngineOffers() async throws {
        let scripted = try ScriptedEngine(pinned: APIVersion(1, 44)) { _ in
            .json(400, #"{"message":"client version 1.44 is too new. Maximum supported API version is 1.41"}"#)
        }
        let error = await #expect(throws: DockerError.self) { _ = try await scripted.engine.info() }
        #expect(scripted.server.requests.last?.target == "/v1.44/info")
        #expect(error?.reason.contains("too new") == true)
        #expect(error?.hint == "check DOCKER_API_VERSION")
    }

    @Test func saysThatAnEngineIsTooOld() async throws {
        let scripted = try ScriptedEngine(ping: [("Api-Version", "1.29")])
        let error = await #expect(throws: DockerError.self) { _ = try await scripted.engine.info() }
        guard case .tooOld(APIVersion(1, 29), _)? = error?.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.isTemporary == false)
    }

    @Test(arguments: ["", "x", "1", "1.x", "-1.41", "1.41.2", "1.99999999999999999999"])
    func saysThatSomethingElseAnswers(_ version: String) async throws {
        let scripted = try ScriptedEngine(ping: [("Api-Version", version)])
        let error = await #expect(throws: DockerError.self) { _ = try await scripted.engine.info() }
        guard case .notAnEngine? = error?.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        ("linux", "1.41", EngineProfile.Builder.buildKit), ("Linux", "1.40", .buildKit), ("linux", "1.39", .classic),
        ("windows", "1.51", .classic),
    ])
    func usesBuildKitWhereverItIs(_ system: String, _ version: String, _ builder: EngineProfile.Builder) async throws {
        let scripted = try ScriptedEngine(ping: [("Api-Version", version), ("Ostype", system)])
        #expect(try await scripted.engine.profile().builder == builder)
    }

    @Test func addsConfiguredHeaders() async throws {
        let scripted = try ScriptedEngine(headers: ["X-Meta": "a"]) { _ in .json(200, "{}") }
        _ = try await scripted.engine.info()
        #expect(scripted.server.requests.allSatisfy { $0.headers["x-meta"] == "a" })
    }

    @Test func knowsTheContainerdStore() async throws {
        let scripted = try ScriptedEngine { _ in
            .json(
                200,
                #"{"ServerVersion":"28.5.2","Driver":"overlayfs","DriverStatus":[["driver-type","io.containerd.snapshotter.v1"]],"OSType":"linux","Architecture":"x86_64"}"#
            )
        }
        let info = try await scripted.engine.info()
        #expect(info.version == "28.5.2")
        #expect(info.hasContainerdStore)
    }
}

@Suite struct DockerEngineConnectionTests {
    private let directory = FileManager.default.temporaryDirectory
        .appending(path: "shipit-\(UInt32.random(in: .min ... .max))")

    private func cause(of endpoint: DockerEndpoint) async throws -> DockerError {
        let engine = DockerEngine(endpoint: endpoint, client: HTTPClient())
        return try #require(await #expect(throws: DockerError.self) { _ = try await engine.info() })
    }

    @Test func saysThatTheSocketIsMissing() async throws {
        let error = try await cause(of: .unix(path: "/no/such/docker.sock"))
        guard case .socketMissing = error.cause else {
            Issue.record("\(error)")
            return
        }
        #expect(error.description.contains("unix:///no/such/docker.sock"))
        #expect(error.hint?.contains("DOCKER_HOST") == true)
    }

    @Test func saysThatNobodyListensBehindALeftSocket() async throws {
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let path = directory.path() + "/docker.sock"
        let server = try LoopbackServer(socketPath: path) { _ in .close }
        let kept = path + ".kept"
        try FileManager.default.moveItem(atPath: path, toPath: kept)
        server.stop()
        let error = try await cause(of: .unix(path: kept))
        guard case .notListening = error.cause else {
            Issue.record("\(error)")
            return
        }
    }

    @Test func saysThatNobodyListensAtAPort() async throws {
        let server = try LoopbackServer { _ in .close }
        let url = server.url
        server.stop()
        let error = try await cause(of: .tcp(url, TLSSettings()))
        guard case .notListening = error.cause else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(arguments: [
        (ENOENT, SocketState.missing), (ECONNREFUSED, .nobodyListens), (EACCES, .forbidden), (EPERM, .forbidden),
        (EAGAIN, .other),
    ])
    func knowsWhatAFailedConnectMeans(_ code: Int32, _ state: SocketState) {
        #expect(SocketState(errorCode: code) == state)
    }

    @Test func saysThatTheEngineWentAway() async throws {
        let scripted = try ScriptedEngine { _ in .close }
        let error = await #expect(throws: DockerError.self) { _ = try await scripted.engine.info() }
        #expect(error?.isTemporary == true)
    }
}
