import FoundationEssentials
import Runner
import Synchronization
import TestSupport
import Testing

@Suite("A deploy of several services, against an AWS and a registry that are scripted", .timeLimit(.minutes(1)))
struct DeployRunTests {
    @Test func everyImageIsKnownBeforeAnyServiceChangesAndDependentsFollow() async throws {
        let cloud = try FakeCloud(live: ["auth": "old"])
        let stage = try DeployStage([("web", ["auth"]), ("auth", [])], on: cloud)
        let log = EventLog()
        let report = await stage.deploy(log)
        #expect(report.failure == nil)
        #expect(report.services.map(\.name) == ["auth", "web"])
        #expect(report.verdicts == [.done, .done])
        #expect(report.services.first?.previous == "auth:1")
        #expect(report.services.first?.revision == "auth:2")
        #expect(
            report.services.first?.image == "127.0.0.1:\(cloud.server.port)/team/auth@\(FakeCloud.digest(of: "2.0"))"
        )
        #expect(log.unbalanced == [])
        let changes = [
            "RegisterTaskDefinition auth", "UpdateService auth", "RegisterTaskDefinition web", "CreateService web",
        ]
        #expect(cloud.changes == changes)
        let steps = log.events.compactMap { event -> String? in
            guard case .stepStarted(let service, let step) = event else { return nil }
            return "\(service ?? "run") \(step)"
        }
        #expect(steps.first == "run preflight")
        #expect(Set(steps[1...2]) == ["auth push", "web push"])
        #expect(
            Array(steps[3...]) == [
                "auth register", "auth update", "auth watch", "web register", "web create", "web watch",
            ]
        )
        let lastPush = try #require(log.lines.lastIndex { $0.contains("push done") })
        let firstChange = try #require(log.lines.firstIndex { $0.hasSuffix("register started") })
        #expect(lastPush < firstChange)
        #expect(log.lines.first == "run \(report.header.id) started")
        #expect(log.lines.last == "run finished: auth done, web done")
    }

    @Test func anImageThatIsMissingLeavesEveryServiceAsItWas() async throws {
        let cloud = try FakeCloud(missing: ["team/web"])
        let stage = try DeployStage([("auth", []), ("web", []), ("jobs", [])], on: cloud)
        let log = EventLog()
        let report = await stage.deploy(log)
        #expect(cloud.changes == [])
        #expect(report.verdicts == [.notStarted, .refused, .notStarted])
        let image = "127.0.0.1:\(cloud.server.port)/team/web:2.0"
        #expect(report.services[1].failure?.what == "the image \(image) is not in its registry")
        #expect(report.services[0].detail == "not every image of the release is in its registry")
        #expect(log.unbalanced == [])
        #expect(!log.steps.contains { $0.contains("register") })
        #expect(RunRecord(text: [])?.changedServices == nil)
        #expect(!DeployStage.lines(below: stage.folder).contains { $0.contains("\"deploying\"") })
    }

    @Test func aFailureStopsWhatDependsOnItAndNothingElse() async throws {
        let cloud = try FakeCloud(fates: ["auth": .refused("InvalidParameterException")])
        let stage = try DeployStage([("auth", []), ("web", ["auth"]), ("site", ["web"]), ("jobs", [])], on: cloud)
        let log = EventLog()
        let report = await stage.deploy(log)
        let verdicts = Dictionary(uniqueKeysWithValues: report.services.map { ($0.name, $0.verdict) })
        #expect(verdicts == ["auth": .failed, "web": .notStarted, "site": .notStarted, "jobs": .done])
        #expect(report.services.first { $0.name == "site" }?.detail == "not begun: it depends on auth")
        #expect(cloud.revision(of: "web") == nil)
        #expect(cloud.revision(of: "jobs") != nil)
        #expect(log.unbalanced == [])
        #expect(log.lines.contains("[web] note: not begun: it depends on auth"))
    }

    @Test func aDeniedCallIsToldAsSuch() async throws {
        let cloud = try FakeCloud(fates: ["auth": .refused("AccessDeniedException")])
        let report = await (try DeployStage([("auth", [])], on: cloud)).deploy(EventLog())
        #expect(report.verdicts == [.denied])
    }

    @Test func cancelledInTheMiddleItSaysWhatGoesOnAndStartsNothingMore() async throws {
        let cloud = try FakeCloud(fates: ["auth": .stuck])
        let stage = try DeployStage([("auth", []), ("web", ["auth"])], on: cloud)
        let (watching, signal) = AsyncStream<Void>.makeStream()
        let log = EventLog { event in
            if case .stepProgressed("auth", .watch, _) = event { signal.finish() }
        }
        let run = Task { await stage.deploy(log) }
        for await _ in watching {}
        run.cancel()
        let report = await run.value
        #expect(report.services.map(\.verdict) == [.stillRunning, .notStarted])
        #expect(report.services[0].detail.hasPrefix("interrupted; the deployment (ecs-svc/1) goes on in ECS"))
        #expect(report.services[1].detail == "interrupted before it began")
        #expect(report.failure == RunFailure("interrupted", verdict: .interrupted))
        #expect(log.unbalanced == [])
        #expect(log.lines.contains("[auth] watch failed: interrupted"))
        #expect(cloud.changes == ["RegisterTaskDefinition auth", "CreateService auth"])
        // A rollback without options finds what this run may have changed.
        let lines = DeployStage.lines(below: stage.folder)
        #expect(lines.contains { $0.contains("\"finished\"") && $0.contains("stillRunning") })
    }

    @Test func cancelledBeforeItBeganNothingIsChanged() async throws {
        let cloud = try FakeCloud()
        let stage = try DeployStage([("auth", [])], on: cloud)
        let log = EventLog()
        let run = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await stage.deploy(log)
        }
        let report = await run.value
        #expect(report.verdicts == [.notStarted, .interrupted])
        #expect(cloud.changes == [])
        #expect(log.unbalanced == [])
    }

    @Test func whatIsAboutToChangeIsInTheJournalBeforeAndNothingSecretEver() async throws {
        let seen = Mutex<[String: [String]]>([:])
        let folder = Mutex("")
        let cloud = try FakeCloud(live: ["auth": "old"]) { change in
            let lines = DeployStage.lines(below: folder.withLock { $0 })
            seen.withLock { $0[change] = lines }
        }
        let stage = try DeployStage([("auth", []), ("web", ["auth"])], on: cloud)
        folder.withLock { $0 = stage.folder }
        let log = EventLog()
        let report = await stage.deploy(log)
        #expect(report.verdicts == [.done, .done])
        for (change, lines) in seen.withLock({ $0 }) {
            let service = change.split(separator: " ").last.map(String.init) ?? ""
            let isAnnounced = lines.contains {
                $0.contains("\"deploying\"") && $0.contains("\"service\":\"\(service)\"")
            }
            #expect(isAnnounced, "\(change) came before its line in the journal")
        }
        #expect(seen.withLock { $0.count } == 4)
        let lines = DeployStage.lines(below: stage.folder)
        let kinds = lines.map { $0.dropFirst(2).prefix { $0 != "\"" } }
        #expect(Set(kinds[..<2]) == ["pushed"])
        #expect(kinds[2...] == ["deploying", "finished", "deploying", "finished"])
        #expect(lines[2].contains(#""from":"arn:aws:ecs:eu-west-1:000000000000:task-definition/auth:1""#))
        let told = (lines + log.events.map { "\($0)" } + ["\(report)"]).joined()
        #expect(!told.contains(DeployStage.accessKey))
        #expect(!told.contains(DeployStage.variable))
    }

    @Test func theSameDeployAgainChangesNothing() async throws {
        let cloud = try FakeCloud()
        let first = await (try DeployStage([("auth", [])], on: cloud)).deploy(EventLog())
        let changes = cloud.changes
        let log = EventLog()
        let again = await (try DeployStage([("auth", [])], on: cloud)).deploy(log)
        #expect(first.verdicts == [.done])
        #expect(again.verdicts == [.unchanged])
        #expect(cloud.changes == changes)
        #expect(log.unbalanced == [])
    }

    @Test func withoutWaitingDependentsAreBegunToo() async throws {
        let cloud = try FakeCloud(fates: ["auth": .stuck, "web": .stuck])
        let stage = try DeployStage([("auth", []), ("web", ["auth"])], on: cloud)
        var options = DeployOptions()
        options.waits = false
        let report = await stage.deploy(EventLog(), options)
        #expect(report.verdicts == [.stillRunning, .stillRunning])
        #expect(report.services.allSatisfy { $0.failure == nil })
    }
}
