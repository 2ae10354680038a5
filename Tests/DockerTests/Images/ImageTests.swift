import Docker
import HTTP
import Images
import TestSupport
import Testing

@Suite struct ImageTests {
    private static let id = "sha256:" + String(repeating: "a", count: 64)

    @Test func readsAnImageOfAContainerdStore() async throws {
        let id = Self.id
        let scripted = try ScriptedEngine { _ in
            .json(
                200,
                #"{"Id":"\#(id)","RepoTags":["a:1"],"Descriptor":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\#(id)","size":481},"RootFS":{"Type":"layers","Layers":["\#(id)"]},"Architecture":"arm64","Variant":"v8","Os":"linux","Size":12,"Created":"2026-01-01T00:00:00Z"}"#
            )
        }
        let image = try await scripted.engine.inspect("a:1")
        #expect(image.id.description == id)
        #expect(image.descriptor?.mediaType == "application/vnd.oci.image.manifest.v1+json")
        #expect(image.descriptor?.size == 481)
        #expect(image.layers.count == 1)
        #expect(image.architecture == "arm64")
        #expect(image.variant == "v8")
    }

    /// From API 1.52 what is empty is left out.
    @Test func readsAnImageOfWhichLittleIsSaid() async throws {
        let id = Self.id
        let scripted = try ScriptedEngine { _ in .json(200, #"{"Id":"\#(id)","RepoTags":null}"#) }
        let image = try await scripted.engine.inspect("a:1")
        #expect(image.tags == [])
        #expect(image.descriptor == nil)
    }

    @Test(arguments: [
        ("team/app:1.0", "/v1.41/images/team/app:1.0/json"),
        ("localhost:5000/a@sha256:ab", "/v1.41/images/localhost:5000/a@sha256:ab/json"),
        ("a b?c#d%", "/v1.41/images/a%20b%3Fc%23d%25/json"),
    ])
    func encodesNames(_ name: String, _ target: String) async throws {
        let scripted = try ScriptedEngine { _ in .json(404, #"{"message":"No such image"}"#) }
        let error = await #expect(throws: DockerError.self) { _ = try await scripted.engine.inspect(name) }
        #expect(scripted.server.requests.last?.target == target)
        guard case .noSuchImage? = error?.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.hint?.contains("pull") == true)
    }

    @Test(arguments: ["", "/", "a//b", "../containers/x", "a/./b"])
    func asksForNothingThatIsNoName(_ name: String) async throws {
        let scripted = try ScriptedEngine { _ in .json(200, "{}") }
        await #expect(throws: DockerError.self) { _ = try await scripted.engine.export(name) }
        #expect(scripted.server.requests.allSatisfy { $0.path == "/_ping" })
    }

    @Test(arguments: ["{}", "[]", "", #"{"Id":"x"}"#, #"{"Id":5}"#]) func saysThatAnAnswerCannotBeRead(_ body: String)
        async throws
    {
        let scripted = try ScriptedEngine { _ in .json(200, body) }
        let error = await #expect(throws: DockerError.self) { _ = try await scripted.engine.inspect("a") }
        guard case .malformed? = error?.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func exportsWhatTheEngineSends() async throws {
        let bytes = [UInt8](repeating: 3, count: 300_000)
        let scripted = try ScriptedEngine { _ in .response(status: 200, body: bytes) }
        #expect(try await scripted.engine.export("a").collect() == bytes)
        #expect(scripted.server.requests.last?.target == "/v1.41/images/a/get")
    }

    @Test func tagsAndRemovesTags() async throws {
        let scripted = try ScriptedEngine { $0.method == "POST" ? .text(201, "") : .json(200, "[]") }
        let name = try ImageReference(parsing: "host:5000/team/app:2")
        try await scripted.engine.tag("a", as: name)
        try await scripted.engine.removeTag(name)
        #expect(
            scripted.server.requests.dropFirst().map { "\($0.method) \($0.target)" } == [
                "POST /v1.41/images/a/tag?repo=host%3A5000%2Fteam%2Fapp&tag=2",
                "DELETE /v1.41/images/host:5000/team/app:2",
            ]
        )
    }

    @Test(arguments: [
        (#"{"message":"conflict: in use"}"#, "the engine refused: conflict: in use"),
        ("plain text\u{1B}[2J", "the engine refused: plain text"),
        ("", "the engine answered with status 409"),
    ])
    func passesTheEnginesWordsOn(_ body: String, _ reason: String) async throws {
        let scripted = try ScriptedEngine { _ in .text(409, body) }
        let name = try ImageReference(parsing: "a:1")
        let error = await #expect(throws: DockerError.self) { try await scripted.engine.removeTag(name) }
        #expect(error?.reason == reason)
    }
}

@Suite(.enabled(if: Sandbox.engine != nil && Sandbox.baseImage != nil))
struct SandboxImageTests {
    @Test func tagsInspectsExportsAndRemoves() async throws {
        let sandbox = try SandboxEngine()
        try await sandbox.engine.tag(sandbox.baseImage, as: sandbox.name)
        let image = try await sandbox.engine.inspect("\(sandbox.name)")
        #expect(try await sandbox.engine.inspect(image.id.short).id == image.id)
        #expect(!image.layers.isEmpty)
        #expect(!image.created.isEmpty)
        #expect(try await sandbox.engine.info().hasContainerdStore == (image.descriptor != nil))
        let archive = try await sandbox.engine.export("\(sandbox.name)").collect(upTo: 64 << 20)
        #expect(archive.count > image.size)
        #expect(archive[257..<262].elementsEqual("ustar".utf8))
        try await sandbox.engine.removeTag(sandbox.name)
        await #expect(throws: DockerError.self) { _ = try await sandbox.engine.export("\(sandbox.name)") }
    }

    @Test func knowsItsStore() async throws {
        let info = try await SandboxEngine().engine.info()
        #expect(!info.version.isEmpty)
        #expect(!info.storageDriver.isEmpty)
    }
}
