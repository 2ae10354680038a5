import Docker
import FoundationEssentials
import Images
import Synchronization
import TestSupport
import Testing

/// One after the other: the engine gives a cached step up when another test removes its image meanwhile.
@Suite(.enabled(if: Sandbox.engine != nil && Sandbox.baseImage != nil), .serialized)
struct SandboxBuildTests {
    private let sandbox: SandboxEngine

    init() throws {
        self.sandbox = try SandboxEngine()
    }

    @Test func buildsAnImageThatTheEngineThenHas() async throws {
        let progress = ProgressRecorder()
        let result = try await sandbox.build(
            [
                ("Dockerfile", "FROM \(sandbox.baseImage)\nCOPY a.txt /a.txt\nRUN cat /a.txt && echo 'done: äöü'\n"),
                ("a.txt", "hello from the context \(sandbox.name)\n"),
            ],
            progress: progress
        )
        let image = try await sandbox.engine.inspect("\(sandbox.name)")
        #expect(image.id == result.imageID)
        #expect(image.operatingSystem == "linux")
        #expect(image.layers.count == 3)
        #expect(progress.output.contains("hello from the context \(sandbox.name)"))
        #expect(progress.output.contains("done: äöü"))
        let steps = progress.ended.compactMap(\.dockerfileStep).map(\.index)
        #expect(Set(steps) == [1, 2, 3])
        #expect(progress.events.contains { if case .contextSent = $0 { true } else { false } })
        await sandbox.removeImage()
    }

    @Test func buildsADirectoryWithoutWhatItsIgnoreFileLeavesOut() async throws {
        let directory = FileManager.default.temporaryDirectory.appending(
            path: "shipit-\(sandbox.name.tag?.description ?? "")"
        )
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let files = [
            "Dockerfile": "FROM \(sandbox.baseImage)\nCOPY . /all\nRUN ls -ln /all && echo \(sandbox.name)\n",
            ".dockerignore": "secret*\n", "secret.txt": "s3cret", "kept.txt": "kept",
        ]
        for (name, content) in files {
            try Data(content.utf8).write(to: directory.appending(path: name))
        }
        let progress = ProgressRecorder()
        let request = BuildRequest(try BuildContext(directory: directory.path()), tags: [sandbox.name])
        _ = try await sandbox.engine.build(request, credentials: { _ in nil }) { progress.record($0) }
        let listing = progress.output.joined(separator: "\n")
        #expect(listing.contains("kept.txt"))
        #expect(!listing.contains("secret.txt"))
        await sandbox.removeImage()
    }

    @Test func tellsCachedStepsTheSecondTime() async throws {
        let files = [("Dockerfile", "FROM \(sandbox.baseImage)\nRUN echo \(sandbox.name) > /x\n")]
        let first = try await sandbox.build(files)
        let progress = ProgressRecorder()
        let second = try await sandbox.build(files, progress: progress)
        #expect(first == second)
        #expect(progress.ended.contains { $0.state == .cached && $0.dockerfileStep?.index == 2 })
        await sandbox.removeImage()
    }

    @Test func appliesArgumentsLabelsTargetAndDockerfile() async throws {
        let dockerfile = """
            FROM \(sandbox.baseImage) AS first
            ARG GREETING
            RUN echo "$GREETING" > /greeting && cat /greeting
            FROM first AS second
            RUN false
            """
        let progress = ProgressRecorder()
        _ = try await sandbox.build([("build/Dockerfile.test", dockerfile)], progress: progress) {
            $0.dockerfile = "build/Dockerfile.test"
            $0.target = "first"
            $0.arguments = ["GREETING": "grüß \"Gott\" & more + \(sandbox.name)"]
            $0.labels = ["org.example.a": "1/2 & 3=4"]
        }
        #expect(progress.output.contains("grüß \"Gott\" & more + \(sandbox.name)"))
        #expect(try await sandbox.labels() == ["org.example.a": "1/2 & 3=4"])
        await sandbox.removeImage()
    }

    @Test func showsTheFailingStepWithItsLastLines() async throws {
        let run = "for i in $(seq 1 100); do echo line $i; done; echo oops >&2; exit 7 # \(sandbox.name)"
        let failure = try await failure(of: "FROM \(sandbox.baseImage)\nRUN true\nRUN \(run)\n")
        #expect(failure.exitCode == 7)
        #expect(failure.step?.dockerfileStep?.instruction.hasPrefix("RUN for i") == true)
        #expect(failure.step?.dockerfileStep?.index == 3)
        #expect(failure.output.count == BuildTracker.tailLength)
        #expect(failure.output.contains("line 100"))
        #expect(failure.output.contains("oops"))
    }

    @Test func saysThatABaseImageIsMissing() async throws {
        let failure = try await failure(of: "FROM 127.0.0.1:1/no/such:image\n")
        #expect(failure.reason.contains("127.0.0.1:1/no/such:image"))
    }

    @Test func saysWhatIsWrongWithADockerfile() async throws {
        let failure = try await failure(of: "FROM \(sandbox.baseImage)\nRUMM x\n")
        #expect(failure.reason.lowercased().contains("unknown instruction: rumm"))
        #expect(failure.step == nil)
    }

    @Test func saysThatATargetIsMissing() async throws {
        let failure = try await failure(of: "FROM \(sandbox.baseImage)\n") { $0.target = "nowhere" }
        #expect(failure.reason.contains("nowhere"))
    }

    @Test func saysWhatTheEngineRefusesBeforeItBuilds() async throws {
        let big = String(repeating: "x", count: 8 << 20)
        let error = await #expect(throws: DockerError.self) {
            _ = try await sandbox.build([("Dockerfile", "FROM scratch\n"), ("big", big)]) {
                $0.platform = "linux/amd64,linux/arm64"
            }
        }
        guard case .refused(400, let message)? = error?.cause else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(message.contains("linux/amd64,linux/arm64"))
    }

    @Test func throwsTheContextsOwnError() async throws {
        struct NoDockerfile: Error {}
        await #expect(throws: NoDockerfile.self) {
            _ = try await sandbox.build([]) {
                $0.context = { write in
                    try write([UInt8](repeating: 0, count: 512))
                    throw NoDockerfile()
                }
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func cancellingEndsTheBuildWhileAStepRuns() async throws {
        let (running, isRunning) = AsyncStream.makeStream(of: Void.self)
        let progress = ProgressRecorder { if case .output = $0 { isRunning.yield() } }
        let sandbox = sandbox
        let build = Task {
            try await sandbox.build(
                [("Dockerfile", "FROM \(sandbox.baseImage)\nRUN echo \(sandbox.name); sleep 600\n")],
                progress: progress
            )
        }
        for await _ in running { break }
        build.cancel()
        await #expect(throws: CancellationError.self) { try await build.value }
        await #expect(throws: DockerError.self) { try await sandbox.engine.inspect("\(sandbox.name)") }
    }

    private func failure(
        of dockerfile: String,
        _ change: (inout BuildRequest) -> Void = { _ in }
    ) async throws -> BuildFailure {
        let error = await #expect(throws: DockerError.self) {
            _ = try await sandbox.build([("Dockerfile", dockerfile)], change)
        }
        guard case .buildFailed(let failure)? = error?.cause else {
            Issue.record("\(String(describing: error))")
            return BuildFailure(message: "")
        }
        return failure
    }
}
