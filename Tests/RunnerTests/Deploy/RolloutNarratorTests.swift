import AWS
import Testing

@testable import Rollouts
@testable import Runner

@Suite("What a deployment tells becomes the steps of a run")
struct RolloutNarratorTests {
    /// What is told of some events, and of what comes after them.
    private func narrate(_ events: [RolloutEvent], then end: (RolloutNarrator) -> Void = { _ in }) -> EventLog {
        let log = EventLog()
        let narrator = RolloutNarrator(service: "web", emit: log.hear)
        narrator.begin(.register)
        for event in events { narrator.hear(event) }
        end(narrator)
        #expect(log.unbalanced == [])
        return log
    }

    private let web = ServiceReference(cluster: "prod", name: "web")

    @Test func aServiceThatIsUpdatedAndBecomesHealthy() throws {
        let log = narrate([
            .registered(try Sample.arn(2)),
            .updated(web, members: ["desiredCount", "taskDefinition"]),
            .progress(try Sample.progress(2, running: 0, draining: 2, events: ["has started 2 tasks"])),
            .progress(try Sample.progress(2, running: 2)),
        ]) { $0.end(.done("web:2 serves")) }
        #expect(
            log.lines == [
                "[web] register started", "[web] register done: web:2",
                "[web] update started", "[web] update done: desiredCount, taskDefinition",
                "[web] watch started", "[web] watch: 2 old left, new tasks run 0/2",
                "[web] watch | has started 2 tasks",
                "[web] watch: tasks run 2/2",
                "[web] watch done: web:2 serves",
            ]
        )
    }

    @Test func aServiceThatIsCreatedFailsAndIsRemoved() throws {
        let log = narrate([
            .registered(try Sample.arn(2)),
            .created(web),
            .progress(
                try Sample.progress(2, running: 0, failed: 2, stage: "BAKE_TIME", stops: [try Sample.stop(count: 2)])
            ),
            .failing(try Sample.report()),
            .removing(web),
        ]) { $0.end(.done("the service is removed again")) }
        #expect(
            log.lines == [
                "[web] register started", "[web] register done: web:2",
                "[web] create started", "[web] create done: web",
                "[web] watch started", "[web] watch: BAKE_TIME, 2 failed, tasks run 0/2",
                "[web] watch | app: no database (exit code 1, the program ended with an error), 2 times",
                "[web] watch failed: 3 tasks failed",
                "[web] rollback started", "[web] note: removing web again: it has never been healthy",
                "[web] rollback done: the service is removed again",
            ]
        )
    }

    @Test(arguments: [RollbackAuthor.ecs, .shipit])
    func aFailureThatIsGoneBackFrom(_ author: RollbackAuthor) throws {
        let log = narrate([
            .reused(try Sample.arn(2), because: "it was registered before"),
            .updated(web, members: ["taskDefinition"]),
            .progress(try Sample.progress(2, running: 0)),
            .failing(try Sample.report()),
            .rollingBack(to: try Sample.arn(1), by: author),
            .progress(try Sample.progress(1, running: 2)),
        ]) { $0.end(.done("web:1 serves again")) }
        #expect(
            log.lines == [
                "[web] register started", "[web] register skipped: web:2: it was registered before",
                "[web] update started", "[web] update done: taskDefinition",
                "[web] watch started", "[web] watch: tasks run 0/2", "[web] watch failed: 3 tasks failed",
                "[web] rollback started",
                "[web] note: \(author == .ecs ? "ECS goes" : "going") back to web:1",
                "[web] rollback: tasks run 2/2", "[web] rollback done: web:1 serves again",
            ]
        )
    }

    @Test func aDeploymentThatIsUnderWayIsTakenUp() throws {
        let log = narrate([
            .reused(try Sample.arn(2), because: "it is the same"),
            .resumed(ServiceDeploymentID("ecs-svc/7"), try Sample.arn(2)),
            .unreadable(for: .seconds(120), "no route"),
            .note("a note"),
        ]) { narrator in
            #expect(narrator.hasChangedService)
            #expect(narrator.deploymentInFlight == "ecs-svc/7")
            narrator.end(.failed("interrupted"))
        }
        #expect(
            log.lines == [
                "[web] register started", "[web] register skipped: web:2: it is the same",
                "[web] watch started", "[web] note: web:2 is being deployed already; watching it",
                "[web] warning: ECS could not be read for 120 s (no route); the deployment goes on",
                "[web] note: a note", "[web] watch failed: interrupted",
            ]
        )
    }

    @Test func everyStepFinishesOnceWhereverARunIsInterrupted() throws {
        let story: [RolloutEvent] = [
            .registered(try Sample.arn(2)), .updated(web, members: []), .progress(try Sample.progress(2, running: 1)),
            .failing(try Sample.report()), .rollingBack(to: nil, by: .shipit),
            .progress(try Sample.progress(1, running: 1)), .removing(web),
        ]
        for length in 0...story.count {
            let log = EventLog()
            let narrator = RolloutNarrator(service: "web", emit: log.hear)
            narrator.begin(.register)
            for event in story.prefix(length) { narrator.hear(event) }
            let report = ServiceReport(interrupted: "web", narrator)
            #expect(log.unbalanced == [], "after \(length) events")
            #expect(report.verdict == (length < 2 ? .interrupted : .stillRunning), "after \(length) events")
        }
    }

    @Test func untilECSIsAskedNothingHasChanged() throws {
        let narrator = RolloutNarrator(service: "web") { _ in }
        narrator.begin(.register)
        narrator.hear(.registered(try Sample.arn(2)))
        #expect(!narrator.hasChangedService)
        narrator.hear(.updated(web, members: []))
        #expect(narrator.hasChangedService)
        #expect(narrator.deploymentInFlight == nil)
        let early = ServiceReport(interrupted: "web", narrator)
        #expect(early.detail.hasPrefix("interrupted; the deployment goes on in ECS: "))
        narrator.hear(.progress(try Sample.progress(2, running: 0)))
        let late = ServiceReport(interrupted: "web", narrator)
        #expect(late.detail.hasPrefix("interrupted; the deployment (ecs-svc/7) goes on in ECS: "))
    }
}
