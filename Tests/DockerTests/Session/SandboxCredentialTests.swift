import Docker
import Images
import Synchronization
import TestSupport
import Testing

/// Base images in registries: what the engine asks the session for.
@Suite(.enabled(if: Sandbox.engine != nil && Sandbox.baseImage != nil), .serialized)
struct SandboxCredentialTests {
    @Test(.enabled(if: Sandbox.privateRegistry != nil && Sandbox.privateRegistryLogin != nil))
    func readsABaseImageByTheSessionsCredentialsOnly() async throws {
        let sandbox = try SandboxEngine()
        let login = try #require(Sandbox.privateRegistryLogin).split(separator: ":", maxSplits: 1).map(String.init)
        let base = try ImageReference(
            parsing: "\(try #require(Sandbox.privateRegistry))/docker-tests/base:\(sandbox.name.tag?.description ?? "")"
        )
        try await sandbox.engine.tag(sandbox.baseImage, as: base)
        try await sandbox.push(base, user: login[0], password: login[1])
        try await sandbox.engine.removeTag(base)
        let dockerfile = [("Dockerfile", "FROM \(base)\nRUN echo \(sandbox.name)\n")]

        let refusal = await #expect(throws: DockerError.self) { _ = try await sandbox.build(dockerfile) }
        #expect(refusal?.hint?.contains("docker login") == true, "\(String(describing: refusal))")

        struct HelperBroken: Error, CustomStringConvertible { var description: String { "the helper is broken" } }
        let asked = Mutex<[RegistryHost]>([])
        let tar = TarFixture.archive(dockerfile)
        let request = BuildRequest(
            context: {
                try $0(tar); return []
            },
            tags: [sandbox.name]
        )
        let broken = await #expect(throws: DockerError.self) {
            _ = try await sandbox.engine.build(request, credentials: { _ in throw HelperBroken() }) { _ in }
        }
        #expect(broken?.hint?.contains("the helper is broken") == true, "\(String(describing: broken))")

        _ = try await sandbox.engine.build(
            request,
            credentials: { host in
                asked.withLock { $0.append(host) }
                return .password(user: login[0], password: login[1])
            }
        ) { _ in }
        #expect(asked.withLock { $0 }.contains(base.registry))
        await sandbox.removeImage()
    }

    @Test(.enabled(if: Sandbox.registry != nil))
    func readsABaseImageOfAnOpenRegistry() async throws {
        let sandbox = try SandboxEngine()
        let base = try ImageReference(
            parsing: "\(try #require(Sandbox.registry))/docker-tests/base:\(sandbox.name.tag?.description ?? "")"
        )
        try await sandbox.engine.tag(sandbox.baseImage, as: base)
        try await sandbox.push(base, user: "", password: "")
        try await sandbox.engine.removeTag(base)
        _ = try await sandbox.build([("Dockerfile", "FROM \(base)\nRUN echo \(sandbox.name)\n")])
        await sandbox.removeImage()
    }
}
