import FoundationEssentials
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

@Suite("A deploy that is killed or interrupted", .enabled(if: Stage.isPossible), .stage, .timeLimit(.minutes(5)))
struct InterruptedDeployTests {
    /// A service with a good version live, and the next one ready to be deployed.
    private func prepared() async throws -> Stage {
        let stage = try #require(Stage.current)
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([SampleService(name: "auth", desiredCount: 2)])
        let run = try await stage.shipit("deploy", "-e", "test", "-v", "1.0.0")
        #expect(run.status == 0, "\(run.everything)")
        return stage
    }

    /// Sends a signal when a line with a mark comes by, once.
    private func sending(_ number: Int32, at mark: String) -> @Sendable (String, pid_t) -> Void {
        let isSent = Mutex(false)
        return { line, process in
            guard line.contains(mark),
                !isSent.withLock({ sent in
                    defer { sent = true }; return sent
                })
            else { return }
            kill(process, number)
        }
    }

    @Test(arguments: [
        "preflight started", "build started", "build done", "push started", "push done", "register started",
        "register done", "update done", "watch started", "watch:",
    ])
    func killedAtAnyStepAndRunAgainItEndsHealthy(mark: String) async throws {
        let stage = try await prepared()
        let killed = try await stage.shipit(
            "deploy",
            "-e",
            "test",
            "-v",
            "1.1.0",
            onErrorLine: sending(SIGKILL, at: mark)
        )
        #expect(killed.status == -SIGKILL, "\(killed.everything)")
        let again = try await stage.shipit("deploy", "-e", "test", "-v", "1.1.0")
        #expect(again.status == 0, "\(again.everything)")
        #expect(try await stage.answers("auth") == ["1.1.0"])
        let back = try await stage.shipit("rollback")
        #expect(back.status == 0, "\(back.everything)")
        #expect(try await stage.answers("auth") == ["1.0.0"])
    }

    @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
    func interruptedWhileWatchingItSaysWhatIsInFlight(_ number: Int32, _ code: Int32) async throws {
        let stage = try await prepared()
        let run = try await stage.shipit(
            "deploy",
            "-e",
            "test",
            "-v",
            "1.1.0",
            onErrorLine: sending(number, at: "watch started")
        )
        #expect(run.status == code, "\(run.everything)")
        #expect(run.output.contains("goes on in ECS"), "\(run.everything)")
        let again = try await stage.shipit("deploy", "-e", "test", "-v", "1.1.0")
        #expect(again.status == 0, "\(again.everything)")
        #expect(try await stage.answers("auth") == ["1.1.0"])
    }

    @Test func interruptedWhileBuildingItLeavesEverythingAsItWas() async throws {
        let stage = try await prepared()
        try stage.write(
            "auth/Dockerfile",
            "FROM \(try #require(Sandbox.baseImage))\nRUN echo begun; sleep 300\n"
        )
        let run = try await stage.shipit(
            "deploy",
            "-e",
            "test",
            "-v",
            "1.1.0",
            onErrorLine: sending(SIGINT, at: "begun")
        )
        #expect(run.status == 130, "\(run.everything)")
        #expect(try await stage.liveVersion("auth") == "1.0.0")
    }

    @Test func withoutWaitingItSaysThatECSStillWorks() async throws {
        let stage = try await prepared()
        let run = try await stage.shipit("deploy", "-e", "test", "-v", "1.1.0", "--no-wait")
        #expect(run.status == 5, "\(run.everything)")
        let again = try await stage.shipit("deploy", "-e", "test", "-v", "1.1.0")
        #expect(again.status == 0, "\(again.everything)")
    }
}
