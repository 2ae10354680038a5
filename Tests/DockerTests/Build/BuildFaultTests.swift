import Docker
import FoundationEssentials
import HTTP
import Images
import Synchronization
import TestSupport
import Testing

/// Builds on an engine that a loopback server plays, fault by fault.
@Suite(.timeLimit(.minutes(1))) struct BuildFaultTests {
    private static let imageID = "sha256:" + String(repeating: "b", count: 64)
    private static let success = #"{"id":"moby.image.id","aux":{"ID":"\#(imageID)"}}"# + "\r\n"

    /// Keeps a session open until the client closes it.
    private static let session = LoopbackServer.Answer.upgrade(headers: [("Connection", "Upgrade"), ("Upgrade", "h2c")])
    {
        socket in
        socket.write(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0])
        while !socket.read().isEmpty {}
    }

    private static func engine(
        ping: [(String, String)] = ScriptedEngine.ping,
        session: LoopbackServer.Answer = BuildFaultTests.session,
        buildLimit: LoopbackServer.BodyLimit = .whole,
        build: LoopbackServer.Answer
    ) throws -> ScriptedEngine {
        try ScriptedEngine(ping: ping, buildLimit: buildLimit) { $0.path.hasSuffix("/session") ? session : build }
    }

    private static func build(
        _ scripted: ScriptedEngine,
        progress: ProgressRecorder = ProgressRecorder(),
        _ change: (inout BuildRequest) -> Void = { _ in }
    ) async throws -> BuildResult {
        var request = BuildRequest(
            context: {
                try $0([1, 2, 3])
                return []
            },
            tags: [try ImageReference(parsing: "team/app:1")]
        )
        change(&request)
        return try await scripted.engine.build(request, credentials: { _ in nil }) { progress.record($0) }
    }

    private static func error(
        _ scripted: ScriptedEngine,
        _ change: (inout BuildRequest) -> Void = { _ in }
    ) async throws -> DockerError {
        try #require(await #expect(throws: DockerError.self) { _ = try await build(scripted, change) })
    }

    @Test func sendsEverythingThatWasAskedFor() async throws {
        let scripted = try Self.engine(build: .text(200, Self.success))
        let result = try await Self.build(scripted) {
            $0.dockerfile = "build/Dockerfile"
            $0.target = "final"
            $0.arguments = ["B": "2 & 3", "A": "1"]
            $0.labels = ["l": "é"]
            $0.platform = "linux/arm64"
            $0.ignoresCache = true
            $0.pullsBaseImages = true
            $0.network = .host
            $0.extraHosts = ["db:10.0.0.1"]
        }
        #expect("\(result.imageID)" == Self.imageID)
        let requests = scripted.server.requests
        let session = try #require(requests.first { $0.path == "/v1.41/session" })
        let id = try #require(session.headers["x-docker-expose-session-uuid"])
        #expect(!id.contains(":"))
        let build = try #require(requests.last)
        #expect(build.path == "/v1.41/build")
        #expect(
            build.query == "dockerfile=build%2FDockerfile&rm=1&forcerm=1&version=2&session=\(id)"
                + "&t=docker.io%2Fteam%2Fapp%3A1&target=final&buildargs=%7B%22A%22%3A%221%22%2C%22B%22%3A%222%20%26%203%22%7D"
                + "&labels=%7B%22l%22%3A%22%C3%A9%22%7D&platform=linux%2Farm64&nocache=1&pull=1&networkmode=host"
                + "&extrahosts=db%3A10.0.0.1"
        )
        #expect(build.headers["content-type"] == "application/x-tar")
        // Without it, a refusal may be lost while the context is still being sent.
        #expect(build.headers["expect"] == "100-continue")
        #expect(build.body == [1, 2, 3])
    }

    @Test func followsMessagesWhereverTheirChunksEnd() async throws {
        let stream = Array(
            (TraceFixture().vertex("a", "[1/1] RUN x", started: 1).log("a", "hi\n").json + "\r\n" + Self.success).utf8
        )
        var answer = Array("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        for byte in stream { answer += Array("1\r\n".utf8) + [byte] + Array("\r\n".utf8) }
        answer += Array("0\r\n\r\n".utf8)
        let progress = ProgressRecorder()
        _ = try await Self.build(try Self.engine(build: .raw(answer)), progress: progress)
        #expect(progress.output == ["hi"])
        #expect(progress.events.contains(.contextSent(bytes: 3)))
    }

    @Test(arguments: [
        (400, #"{"message":"bad parameter"}"#, "the engine refused: bad parameter", false),
        (500, "plain words\n", "the engine refused: plain words", false),
        (503, "", "the engine answered with status 503", true),
        (404, #"{"message":"page not found"}"#, "the engine refused: page not found", false),
    ])
    func saysWhatTheEngineRefuses(_ status: Int, _ body: String, _ reason: String, _ isTemporary: Bool) async throws {
        let error = try await Self.error(try Self.engine(build: .text(status, body)))
        #expect(error.reason == reason)
        #expect(error.isTemporary == isTemporary)
        #expect(error.headline.hasPrefix("cannot build docker.io/team/app:1: "))
    }

    @Test func readsARefusalThatComesBeforeTheContextWasTaken() async throws {
        let refusal = Array(
            "HTTP/1.1 400 Bad Request\r\nContent-Length: 17\r\nConnection: close\r\n\r\n{\"message\":\"no!\"}".utf8
        )
        let error = try await Self.error(try Self.engine(buildLimit: .bytes(0), build: .raw(refusal))) {
            $0.context = { write in
                let block = [UInt8](repeating: 1, count: 1 << 20)
                for _ in 0..<64 { try write(block) }
                return []
            }
        }
        #expect(error.reason == "the engine refused: no!")
    }

    @Test func saysThatABuildFailedThoughTheStatusIs200() async throws {
        let stream =
            TraceFixture().vertex("a", "[2/3] RUN x", started: 1, completed: 2, error: "exit code: 3").log("a", "boom")
            .json
            + "\r\n" + #"{"errorDetail":{"message":"failed: exit code: 3"},"error":"failed: exit code: 3"}"# + "\r\n"
        let error = try await Self.error(try Self.engine(build: .text(200, stream)))
        #expect(error.reason == "step [2/3] RUN x ended with exit code 3")
        guard case .buildFailed(let failure) = error.cause else {
            Issue.record("\(error)")
            return
        }
        #expect(failure.output == ["boom"])
    }

    @Test func saysThatThereIsNoImage() async throws {
        guard case .noImage = try await Self.error(try Self.engine(build: .text(200, "{}\r\n"))).cause else {
            Issue.record("another cause")
            return
        }
    }

    @Test(arguments: ["<html>proxy</html>\n", "{\"stream\":5}\r\n", #"{"aux":{"ID":"sha256:short"}}"#])
    func saysThatTheStreamCannotBeRead(_ stream: String) async throws {
        guard case .malformed = try await Self.error(try Self.engine(build: .text(200, stream))).cause else {
            Issue.record("another cause")
            return
        }
    }

    @Test func saysThatTheConnectionWasLost() async throws {
        let cut = LoopbackServer.Answer.cut(
            status: 200,
            body: Array(TraceFixture().vertex("a", "A").json.utf8),
            announced: 9999
        )
        let error = try await Self.error(try Self.engine(build: cut))
        guard case .transport = error.cause else {
            Issue.record("\(error)")
            return
        }
        #expect(error.isTemporary)
    }

    @Test func saysThatTheBuildFailedThoughTheConnectionWasLostAfterwards() async throws {
        let stream = #"{"errorDetail":{"message":"it broke"}}"# + "\r\n"
        let cut = LoopbackServer.Answer.cut(status: 200, body: Array(stream.utf8), announced: 9999)
        #expect(try await Self.error(try Self.engine(build: cut)).reason == "it broke")
    }

    @Test func saysThatTheSessionWasRefused() async throws {
        let scripted = try Self.engine(
            session: .json(400, #"{"message":"no upgrade"}"#),
            build: .text(200, Self.success)
        )
        let error = try await Self.error(scripted)
        #expect(error.reason.contains("no upgrade"))
        #expect(!scripted.server.requests.contains { $0.path.hasSuffix("/build") })
    }

    @Test(arguments: ["", "HTTP/1.1 500 this is no HTTP/2, whatever it is\r\n\r\n"])
    func outlivesASessionThatBreaks(_ words: String) async throws {
        let session = LoopbackServer.Answer.upgrade(headers: []) { $0.write(Array(words.utf8)) }
        #expect(
            "\(try await Self.build(try Self.engine(session: session, build: .text(200, Self.success))).imageID)"
                == Self.imageID
        )
    }

    @Test func namesABrokenSessionWhenTheBuildFails() async throws {
        let (broken, isBroken) = AsyncStream.makeStream(of: Void.self)
        let session = LoopbackServer.Answer.upgrade(headers: []) { socket in
            socket.write(Array("HTTP/1.1 500 this is no HTTP/2, whatever it is\r\n\r\n".utf8))
            while !socket.read().isEmpty {}
            isBroken.finish()
        }
        let scripted = try Self.engine(
            session: session,
            build: .text(200, #"{"errorDetail":{"message":"no active sessions"}}"#)
        )
        let request = BuildRequest(
            context: { write in
                // The engine answers once it has the context; that comes after the session broke.
                let gate = ByteChannel()
                Task {
                    for await _ in broken {}
                    gate.finish()
                }
                _ = try gate.readBlocking()
                try write([1])
                return []
            },
            tags: []
        )
        let error = await #expect(throws: DockerError.self) {
            _ = try await scripted.engine.build(request, credentials: { _ in nil }) { _ in }
        }
        #expect(error?.hint?.contains("the session with the engine broke") == true, "\(String(describing: error))")
    }

    @Test func stopsReadingTheContextWhenTheEngineIsGone() async throws {
        let scripted = try Self.engine(buildLimit: .bytes(1 << 20), build: .reset)
        let error = try await Self.error(scripted) {
            $0.context = { write in
                while true { try write([UInt8](repeating: 1, count: 1 << 20)) }
            }
        }
        #expect(error.isTemporary)
    }

    @Test func usesTheClassicBuilderWhereThereIsNoOther() async throws {
        let other = "sha256:" + String(repeating: "a", count: 64)
        let stream = #"{"aux":{"ID":"\#(other)"}}"# + "\r\n" + #"{"aux":{"ID":"\#(Self.imageID)"}}"# + "\r\n"
        let scripted = try Self.engine(
            ping: [("Api-Version", "1.43"), ("Ostype", "windows")],
            build: .text(200, stream)
        )
        let request = BuildRequest(
            context: {
                try $0([1])
                return []
            },
            tags: [try ImageReference(parsing: "host:5000/app:1")]
        )
        let result = try await scripted.engine.build(
            request,
            credentials: { $0 == .dockerHub ? .identityToken("t") : .password(user: "u", password: "p?>") }
        ) { _ in }
        #expect("\(result.imageID)" == Self.imageID)
        let build = try #require(scripted.server.requests.last)
        #expect(!build.query.contains("version=2"))
        #expect(!scripted.server.requests.contains { $0.path.hasSuffix("/session") })
        let header = try #require(build.headers["x-registry-config"])
        #expect(!header.contains("/") && !header.contains("+"))
        let base64 = String(header.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        let json = String(decoding: try #require(Data(base64Encoded: base64)), as: UTF8.self)
        #expect(
            json
                == #"{"host:5000":{"password":"p?>","username":"u"},"https://index.docker.io/v1/":{"identitytoken":"t"}}"#
        )
    }

    @Test func endsWhenItsTaskIsCancelledThoughTheEngineSaysNothing() async throws {
        let (asked, isAsked) = AsyncStream.makeStream(of: Void.self)
        let scripted = try ScriptedEngine { request in
            if request.path.hasSuffix("/session") { return Self.session }
            isAsked.yield()
            return .stall
        }
        let build = Task { try await Self.build(scripted) }
        for await _ in asked { break }
        build.cancel()
        await #expect(throws: CancellationError.self) { try await build.value }
    }

    @Test func showsNoArgumentInItsErrors() async throws {
        let cut = LoopbackServer.Answer.cut(status: 200, body: [], announced: 10)
        let error = try await Self.error(try Self.engine(build: cut)) { $0.arguments = ["TOKEN": "s3cret"] }
        #expect(!"\(error)".contains("s3cret"))
    }
}
