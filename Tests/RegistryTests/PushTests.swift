import Dispatch
import FoundationEssentials
import HTTP
import Images
import Registry
import TestSupport
import Testing

@Suite("A push", .timeLimit(.minutes(2)))
struct PushTests {
    private let registry: FakeRegistry
    private let directory = FileManager.default.temporaryDirectory.appending(path: "push-\(UUID().uuidString)").path

    init() throws {
        registry = try FakeRegistry()
    }

    private func reference(_ name: String) throws -> ImageReference {
        try ImageReference(parsing: "\(registry.host)/\(name)")
    }

    private func client() throws -> RegistryClient {
        RegistryClient(try registry.host, http: HTTPClient(), credentials: { _ in nil }, timing: TestClock().timing)
    }

    private func push(
        _ image: SampleImage,
        to name: String = "app:1",
        exports: Count = Count(),
        immutable: Bool = false
    ) async throws -> PushResult {
        let client = RegistryClient(
            try registry.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        var source = image.source(exports)
        source.tagIsImmutable = immutable
        let cache = PushCache(directory: directory)
        defer { try? FileManager.default.removeItem(atPath: directory + "/none") }
        return try await client.push(source, to: try reference(name), cache: cache, limits: .tight)
    }

    @Test("of an image that is there under its tag takes one request and no export")
    func unchanged() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let exports = Count()
        let first = try await push(SampleImage(), exports: exports)
        let second = try await push(SampleImage(), exports: exports)
        #expect(first.uploaded == 3 && !first.isUnchanged)
        #expect(second.digest == first.digest)
        #expect(second.requests == 1 && second.isUnchanged)
        #expect(exports.value == 1)
    }

    @Test("under another tag takes three requests and no export")
    func retagging() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let exports = Count()
        let first = try await push(SampleImage(), exports: exports)
        let second = try await push(SampleImage(), to: "app:2", exports: exports)
        #expect(second.digest == first.digest && second.requests == 3)
        #expect(try registry.image("2")?.isComplete == true)
        #expect(exports.value == 1)
    }

    @Test("of an image that another machine pushed under the tag is recognised without a cache")
    func foreign() async throws {
        let first = try await push(SampleImage())
        try FileManager.default.removeItem(atPath: directory)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let exports = Count()
        let second = try await push(SampleImage(), exports: exports)
        #expect(second.digest == first.digest && second.requests == 2 && exports.value == 0)
    }

    @Test("of an image with one new layer sends that layer and the configuration only")
    func delta() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try await push(SampleImage(1))
        let second = try await push(SampleImage(2), to: "app:2")
        #expect(second.uploaded == 2 && second.existing == 1)
        #expect(second.uploadedBytes < 1000)
        #expect(try registry.image("2")?.isComplete == true)
    }

    @Test(
        "with a cache that is wrong or damaged asks the registry and is right",
        arguments: ["", "{", "{\"version\":9}"]
    )
    func damagedCache(content: String) async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try await push(SampleImage())
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        for file in files { try Data(content.utf8).write(to: URL(filePath: directory + "/" + file)) }
        #expect(try await push(SampleImage(2), to: "app:2").uploaded >= 2)
        #expect(try registry.image("2")?.isComplete == true)
    }

    @Test("to a registry that was emptied sends everything again")
    func emptied() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try await push(SampleImage())
        registry.state.with { $0 = FakeRegistry.State() }
        let second = try await push(SampleImage())
        #expect(second.uploaded == 3)
        #expect(try registry.image("1")?.isComplete == true)
    }

    @Test("to a registry that has lost a blob without knowing sends that blob again")
    func lostBlob() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        _ = try await push(SampleImage(1))
        let digest = try #require(try registry.image("1")?.manifest.layers.first?.digest)
        // The fake's HEAD looks at the same blobs, so that the loss shows at the manifest only when HEAD lies.
        let lying = try FakeRegistry(fault: { step, _, request in
            step == .headBlob && request.path.contains(digest.description)
                ? .answer(.response(status: 200, headers: [("Content-Length", "1")])) : nil
        })
        let client = RegistryClient(
            try lying.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        let reference = try ImageReference(parsing: "\(lying.host)/app:1")
        // With a cache from the first registry, as if it had been this one's.
        let files = try FileManager.default.contentsOfDirectory(atPath: directory)
        for file in files {
            let name = "pushes-127.0.0.1_\(lying.server.port).json"
            try FileManager.default.copyItem(atPath: "\(directory)/\(file)", toPath: "\(directory)/\(name)")
        }
        let exports = Count()
        let result = try await client.push(
            SampleImage(2).source(exports),
            to: reference,
            cache: PushCache(directory: directory)
        )
        #expect(exports.value == 2)
        #expect(result.uploaded == 3)
        #expect(try lying.image("1")?.isComplete == true)
    }

    @Test("of an image that is stored compressed sends its blobs and its manifest as they are")
    func stored() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let image = SampleImage.Stored()
        let client = try client()
        let cache = PushCache(directory: directory)
        let first = try await client.push(image.source(), to: try reference("app:1"), cache: cache, limits: .tight)
        #expect(first.digest == image.identity.id)
        let (stored, blobs) = registry.state.with { ($0.manifests["1"], $0.blobs) }
        #expect(stored == image.manifest)
        #expect(blobs[Digest(of: image.layer)] == image.layer)
        // From a machine without a cache too: the store knows the digest.
        let exports = Count()
        let second = try await client.push(image.source(exports), to: try reference("app:2"), limits: .tight)
        #expect(second.digest == first.digest && second.requests == 3 && exports.value == 0)
    }

    @Test("takes a layer over from another repository of the registry")
    func mounting() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let registry = try FakeRegistry(fault: { step, _, request in
            let isThere = request.path.hasPrefix("/v2/app/")
            if step == .headBlob, !isThere { return .answer(.response(status: 404)) }
            return request.query.contains("from=app") ? .answer(.response(status: 201)) : nil
        })
        let client = RegistryClient(
            try registry.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        let cache = PushCache(directory: directory)
        let (app, other) = (
            try ImageReference(parsing: "\(registry.host)/app:1"),
            try ImageReference(parsing: "\(registry.host)/other:1")
        )
        _ = try await client.push(SampleImage(1).source(), to: app, cache: cache)
        let second = try await client.push(SampleImage(2).source(), to: other, cache: cache)
        #expect(second.mounted == 1 && second.uploaded == 2)
    }

    @Test("to an immutable tag of another image is refused before anything is sent")
    func immutable() async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let first = try await push(SampleImage(1))
        let exports = Count()
        do {
            _ = try await push(SampleImage(2), exports: exports, immutable: true)
            Issue.record("the tag was moved")
        } catch let error as RegistryError {
            #expect(
                error.headline.contains("the tag exists with another image, \(first.digest.short), and is immutable")
            )
            #expect(error.hint != nil)
        }
        #expect(exports.value == 0)
        #expect(try await push(SampleImage(1), immutable: true).isUnchanged)
    }

    @Test("to an immutable tag of this very image is done, though the registry complains")
    func sameDigest() async throws {
        let registry = try FakeRegistry(fault: { step, count, _ in
            step == .manifest && count == 0 ? .afterwards(FakeRegistry.error(400, "TAG_INVALID", "immutable")) : nil
        })
        let client = RegistryClient(
            try registry.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        let result = try await client.push(
            SampleImage().source(),
            to: try ImageReference(parsing: "\(registry.host)/app:1")
        )
        #expect(try registry.image("1")?.manifest.digest == result.digest)
    }

    @Test("whose export is cut fails as such and leaves no tag", arguments: [0, 1000, 600_000])
    func cutExport(length: Int) async throws {
        let image = SampleImage()
        let bytes = Array(image.tar.closed[..<length])
        let client = RegistryClient(
            try registry.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        await #expect(throws: ArchiveError.self) {
            try await client.push(image.source(bytes: bytes), to: try reference("app:1"), limits: .tight)
        }
        #expect(try registry.image("1") == nil)
    }

    @Test("that is cancelled ends at once, cancels its session and leaves no file")
    func cancelling() async throws {
        let spool = FileManager.default.temporaryDirectory.appending(path: "spool-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: spool) }
        let image = SampleImage()
        let ended = DispatchSemaphore(value: 0)
        let bytes = image.tar.closed
        let source = PushSource(image.identity) {
            let sent = Count()
            return PushSource.Export(
                read: {
                    // The engine stops in the middle of the lower layer's second block and says nothing more.
                    if sent.value == 0 {
                        sent.increase()
                        return Array(bytes[..<(bytes.count - 30_000)])
                    }
                    ended.wait()
                    throw CancellationError()
                },
                cancel: { ended.signal() }
            )
        }
        let client = RegistryClient(
            try registry.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        var limits = PushLimits.tight
        limits.spoolDirectory = spool
        limits.spoolMemory = 0
        let reference = try reference("app:1")
        let running = Task { [limits] in try await client.push(source, to: reference, limits: limits) }
        await Task.detached { [registry] in registry.patchBegan.wait() }.value
        running.cancel()
        await #expect(throws: CancellationError.self) { try await running.value }
        #expect(try FileManager.default.contentsOfDirectory(atPath: spool) == [])
        #expect(try registry.image("1") == nil)
        while (registry.counts[.delete] ?? 0) == 0 { await Task.yield() }
    }

    @Test("without room on the disk says so")
    func diskFull() async throws {
        var limits = PushLimits.tight
        limits.spoolMemory = 0
        limits.spoolDirectory = "/nonexistent"
        let client = RegistryClient(
            try registry.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        let reference = try reference("app:1")
        do {
            _ = try await client.push(SampleImage().source(), to: reference, limits: limits)
            Issue.record("pushed from nowhere")
        } catch let error as RegistryError {
            #expect(error.headline.contains("the temporary file failed: No such file or directory"))
            #expect(error.hint?.contains("TMPDIR") == true)
        }
    }
}
