import FoundationEssentials
import Rollouts
import Runner
import Testing

@Suite("What is looked at before anything changes, and by runs that change nothing", .timeLimit(.minutes(1)))
struct PreflightTests {
    @Test func aClusterThatIsNotThereRefusesTheRun() async throws {
        let cloud = try FakeCloud()
        let stage = try DeployStage([("auth", [])], on: cloud, cluster: "mian")
        let log = EventLog()
        let report = await stage.deploy(log)
        #expect(
            report.failure
                == RunFailure(
                    "there is no cluster 'mian' in account 000000000000, eu-west-1",
                    hint: "create it, or correct `cluster` of environment test",
                    verdict: .refused
                )
        )
        #expect(report.services.map(\.verdict) == [.notStarted])
        #expect(cloud.changes == [])
        #expect(log.unbalanced == [])
    }

    @Test func anotherAccountsCredentialsAreRefused() async throws {
        let cloud = try FakeCloud()
        let stage = try DeployStage([("auth", [])], on: cloud, account: "123456789012")
        let report = await stage.deploy(EventLog())
        #expect(report.failure?.verdict == .denied)
        #expect(
            report.failure?.what == "the credentials are for account 000000000000, and test is in 123456789012"
        )
        #expect(cloud.changes == [])
    }

    @Test func somebodyElsesDeploymentIsInTheWayAndAPlanOnlyTellsIt() async throws {
        let cloud = try FakeCloud(fates: ["auth": .stuck])
        let first = try DeployStage([("auth", [])], on: cloud, version: "1.0")
        var options = DeployOptions()
        options.waits = false
        #expect(await first.deploy(EventLog(), options).verdicts == [.stillRunning])
        let changes = cloud.changes
        let stage = try DeployStage([("auth", [])], on: cloud)
        let report = await stage.deploy(EventLog())
        #expect(report.failure?.verdict == .blocked)
        #expect(cloud.changes == changes)
        let planned = try await stage.plan(EventLog())
        #expect(planned.first?.plan.inTheWay?.release?.version == "1.0")
        #expect(cloud.changes == changes)
    }

    @Test func aPlanHeedsWhatTheDeployWouldBeAsked() async throws {
        let cloud = try FakeCloud()
        #expect(await (try DeployStage([("auth", [])], on: cloud)).deploy(EventLog()).verdicts == [.done])
        let changes = cloud.changes
        let stage = try DeployStage([("auth", [])], on: cloud)
        let log = EventLog()
        let unchanged = try await stage.plan(log)
        #expect(unchanged.map(\.plan.change) == [.nothing])
        var options = DeployOptions()
        options.forces = true
        options.desiredCount = 0
        let forced = try await stage.plan(log, options)
        #expect(forced.map(\.plan.change) == [.update])
        #expect(forced.first?.plan.body == [Difference("desiredCount", .changed(from: "1", to: "0"))])
        #expect(forced.first?.plan.warnings == ["The service wants no tasks, so nothing will prove the revision."])
        #expect(cloud.changes == changes)
        #expect(log.unbalanced == [])
    }

    @Test func cancelledWhileAnImageIsLookedUpNothingIsChanged() async throws {
        let cloud = try FakeCloud(silent: ["team/web"])
        let stage = try DeployStage([("auth", []), ("web", [])], on: cloud)
        let (looking, signal) = AsyncStream<Void>.makeStream()
        let log = EventLog { event in
            if case .stepStarted("web", .push) = event { signal.finish() }
        }
        let run = Task { await stage.deploy(log) }
        for await _ in looking {}
        run.cancel()
        let report = await run.value
        #expect(report.failure == RunFailure("interrupted", verdict: .interrupted))
        #expect(report.services.allSatisfy { $0.verdict == .notStarted })
        #expect(cloud.changes == [])
        #expect(log.unbalanced == [])
    }

    @Test func dependentsGoBackBeforeWhatTheyDependOn() async throws {
        let cloud = try FakeCloud(live: ["auth": "old", "web": "old"])
        let services = [(name: "auth", dependsOn: [String]()), (name: "web", dependsOn: ["auth"])]
        #expect(await (try DeployStage(services, on: cloud)).deploy(EventLog()).verdicts == [.done, .done])
        let changes = cloud.changes.count
        let stage = try DeployStage(services, on: cloud)
        let log = EventLog()
        let report = await stage.rollBack(log)
        #expect(report.failure == nil)
        #expect(report.verdicts == [.done, .done])
        #expect(Array(cloud.changes[changes...]) == ["UpdateService web", "UpdateService auth"])
        #expect(log.unbalanced == [])
    }

    @Test func whenOneHasNothingToGoBackToNoneGoesBack() async throws {
        let cloud = try FakeCloud(live: ["auth": "old"])
        let services = [(name: "auth", dependsOn: [String]()), (name: "web", dependsOn: [String]())]
        #expect(await (try DeployStage(services, on: cloud)).deploy(EventLog()).verdicts == [.done, .done])
        let changes = cloud.changes
        let log = EventLog()
        let report = await (try DeployStage(services, on: cloud)).rollBack(log)
        #expect(report.failure?.verdict == .refused)
        #expect(report.services.map(\.verdict) == [.notStarted, .notStarted])
        #expect(cloud.changes == changes)
        #expect(log.unbalanced == [])
    }
}
