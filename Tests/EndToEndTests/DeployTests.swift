import AWS
import FoundationEssentials
import TestSupport
import Testing

@Suite("Deploying and going back on real parts", .enabled(if: Stage.isPossible), .stage, .timeLimit(.minutes(5)))
struct DeployTests {
    @Test func aVersionGoesLiveIsUpdatedAndTakenBack() async throws {
        let stage = try #require(Stage.current)
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([SampleService(name: "auth", desiredCount: 2)])

        let first = try await stage.shipit("deploy", "-e", "test", "-v", "1.0.0")
        #expect(first.status == 0, "\(first.everything)")
        #expect(try await stage.answers("auth") == ["1.0.0"])

        let second = try await stage.shipit("deploy", "-e", "test", "-s", "auth", "-v", "1.1.0", "--format", "json")
        #expect(second.status == 0, "\(second.everything)")
        #expect(second.output.contains("\"version\" : \"1.1.0\""))
        #expect(try await stage.answers("auth") == ["1.1.0"])

        let again = try await stage.shipit("deploy", "-e", "test", "-v", "1.1.0")
        #expect(again.status == 0)
        #expect(again.output.contains("unchanged"), "\(again.everything)")

        let back = try await stage.shipit("rollback", "-e", "test", "-s", "auth")
        #expect(back.status == 0, "\(back.everything)")
        #expect(try await stage.answers("auth") == ["1.0.0"])

        // What was rolled back from is no target; there is nothing else to go back to.
        let further = try await stage.shipit("rollback", "-e", "test", "-s", "auth")
        #expect(further.status == 8, "\(further.everything)")
        #expect(try await stage.liveVersion("auth") == "1.0.0")

        let status = try await stage.shipit("status", "-e", "test")
        #expect(status.output.contains("1.0.0"))
        let history = try await stage.shipit("history", "-e", "test", "-s", "auth", "--format", "json")
        #expect(history.output.contains("rolled-back"))
    }

    @Test func servicesFollowWhatTheyDependOnAndGoBackInReverse() async throws {
        let stage = try #require(Stage.current)
        for name in ["base", "middle", "front"] { try stage.writeSource(name, command: Stage.serving) }
        try stage.writePipeline([
            SampleService(name: "front", dependsOn: ["middle"]),
            SampleService(name: "middle", dependsOn: ["base"]),
            SampleService(name: "base"),
        ])
        func order(_ run: ProcessRun, _ mark: String) -> [String] {
            run.error.split(separator: "\n").compactMap { line in
                line.contains(mark) && line.contains("[")
                    ? line.split(separator: "[").last?.split(separator: "]").first.map(String.init) : nil
            }
        }
        let first = try await stage.shipit("deploy", "-e", "test", "-v", "1")
        #expect(first.status == 0, "\(first.everything)")
        #expect(order(first, "watch done") == ["base", "middle", "front"])
        let second = try await stage.shipit("deploy", "-e", "test", "-v", "2")
        #expect(second.status == 0, "\(second.everything)")
        let back = try await stage.shipit("rollback")
        #expect(back.status == 0, "\(back.everything)")
        #expect(order(back, "rollback done") == ["front", "middle", "base"])
        for name in ["base", "middle", "front"] { #expect(try await stage.liveVersion(name) == "1") }
    }

    @Test func aFailureStopsWhatDependsOnItAndNothingElse() async throws {
        let stage = try #require(Stage.current)
        for name in ["good", "front"] { try stage.writeSource(name, command: Stage.serving) }
        try stage.writeSource("bad", command: "exit 3")
        try stage.writePipeline([
            SampleService(name: "bad"), SampleService(name: "front", dependsOn: ["bad"]), SampleService(name: "good"),
        ])
        let run = try await stage.shipit("deploy", "-e", "test", "-v", "1")
        #expect(run.status == 1, "\(run.everything)")
        #expect(try await stage.liveVersion("good") == "1")
        #expect(try await stage.service("front") == nil)
        // Created by this run and never healthy: removed again.
        let left = try await stage.service("bad")
        #expect(left == nil || left?.status == "INACTIVE")
        #expect(run.output.contains("it depends on bad"), "\(run.everything)")
    }

    @Test func theDesiredCountIsNotOurs() async throws {
        let stage = try #require(Stage.current)
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([SampleService(name: "auth")])
        #expect(try await stage.shipit("deploy", "-e", "test", "-v", "1").status == 0)
        _ = try await stage.client.call(
            .ecs,
            "UpdateService",
            ["cluster": .string(stage.name), "service": "auth", "desiredCount": 2]
        )
        try await stage.settle("auth")
        #expect(try await stage.shipit("deploy", "-e", "test", "-v", "2").status == 0)
        #expect(try await stage.service("auth")?.desiredCount == 2)
        #expect(try await stage.shipit("rollback").status == 0)
        #expect(try await stage.service("auth")?.desiredCount == 2)
    }

    @Test func aPlanChangesNothingAndShowsNoValues() async throws {
        let stage = try #require(Stage.current)
        try stage.writeSource("auth", command: Stage.serving)
        try stage.writePipeline([SampleService(name: "auth")])
        let before = try await stage.shipit("plan", "-e", "test", "-v", "1")
        #expect(before.status == 0, "\(before.everything)")
        #expect(before.output.contains("would be created"))
        #expect(try await stage.service("auth") == nil)
        #expect(try await stage.shipit("deploy", "-e", "test", "-v", "1").status == 0)
        let unchanged = try await stage.shipit("plan", "-e", "test", "-v", "1")
        #expect(unchanged.output.contains("nothing would change"), "\(unchanged.everything)")
        try stage.writePipeline([
            SampleService(name: "auth", container: "environment: [{name: MODE, value: hidden-value}]")
        ])
        let changed = try await stage.shipit("deploy", "--dry-run", "-e", "test", "-v", "1")
        #expect(changed.output.contains("would be updated"), "\(changed.everything)")
        #expect(changed.output.contains("MODE"))
        #expect(!changed.everything.contains("hidden-value"))
    }
}
