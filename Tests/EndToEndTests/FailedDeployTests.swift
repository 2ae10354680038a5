import FoundationEssentials
import TestSupport
import Testing

@Suite(
    "A deployment that fails goes back and says why",
    .enabled(if: Stage.isPossible),
    .stage,
    .timeLimit(.minutes(5))
)
struct FailedDeployTests {
    private static let missingSidecar = """
                - name: sidecar
                  essential: true
                  image: 127.0.0.1:1/there/is-no-such:image
        """

    /// One good version, then a bad one; what is true afterwards.
    private func check(
        breaker: Bool,
        breaking change: (Stage) throws -> Void,
        tells words: [String]
    ) async throws {
        let stage = try #require(Stage.current)
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([SampleService(name: "auth", desiredCount: 2)], breaker: breaker)
        let good = try await stage.shipit("deploy", "-e", "test", "-v", "1.0.0")
        #expect(good.status == 0, "\(good.everything)")

        try change(stage)
        let bad = try await stage.shipit("deploy", "-e", "test", "-v", "1.1.0")
        #expect(bad.status == 2, "\(bad.everything)")
        for word in words { #expect(bad.error.contains(word), "'\(word)' is not in:\n\(bad.error)") }
        #expect(try await stage.liveVersion("auth") == "1.0.0")
        try await stage.settle("auth")
        #expect(try await stage.answers("auth") == ["1.0.0"])

        // The failed revision is no target, and the next good version goes live as ever.
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([SampleService(name: "auth", desiredCount: 2)], breaker: breaker)
        let next = try await stage.shipit("deploy", "-e", "test", "-v", "1.2.0")
        #expect(next.status == 0, "\(next.everything)")
        let back = try await stage.shipit("rollback", "-e", "test", "-s", "auth")
        #expect(back.status == 0, "\(back.everything)")
        #expect(try await stage.liveVersion("auth") == "1.0.0")
    }

    @Test(arguments: [true, false])
    func aContainerThatExitsAtOnce(breaker: Bool) async throws {
        try await check(
            breaker: breaker,
            breaking: { try $0.writeSource("auth", command: "echo cannot reach the database >&2; exit 3") },
            tells: ["exit code 3", "cannot reach the database"]
        )
    }

    @Test(arguments: [true, false])
    func aSidecarWhoseImageCannotBePulled(breaker: Bool) async throws {
        try await check(
            breaker: breaker,
            breaking: {
                try $0.writePipeline(
                    [SampleService(name: "auth", desiredCount: 2, sidecar: Self.missingSidecar)],
                    breaker: breaker
                )
            },
            // Where ECS's breaker stops the task before it has told, only the breaker's own reason is left.
            tells: [breaker ? "image" : "CannotPullContainerError", "cause: "]
        )
    }

    @Test func aBuildThatFailsShowsItsLastLinesAndChangesNothing() async throws {
        let stage = try #require(Stage.current)
        for name in ["auth", "user"] { try stage.writeSource(name, command: Stage.serving) }
        try stage.writePipeline([SampleService(name: "auth"), SampleService(name: "user")])
        #expect(try await stage.shipit("deploy", "-e", "test", "-v", "1").status == 0)
        try stage.write(
            "user/Dockerfile",
            "FROM \(try #require(Sandbox.baseImage))\nRUN echo compiling; echo the semicolon is missing >&2; exit 7\n"
        )
        let run = try await stage.shipit("deploy", "-e", "test", "-v", "2")
        #expect(run.status == 1, "\(run.everything)")
        #expect(run.error.contains("the semicolon is missing"))
        #expect(run.error.contains("exit code 7"))
        #expect(try await stage.liveVersion("auth") == "1")
    }
}
