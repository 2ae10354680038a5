import AWS
import Testing

@testable import Rollouts
@testable import Runner

@Suite("What ECS made of a service is what its report says")
struct ServiceReportTests {
    private func report(_ outcome: DeployOutcome) -> (report: ServiceReport, end: String?) {
        let log = EventLog()
        let narrator = RolloutNarrator(service: "web", emit: log.hear)
        narrator.begin(.watch)
        let report = ServiceReport("web", outcome, narrator)
        #expect(log.unbalanced == [])
        return (report, log.lines.last)
    }

    private func report(_ outcome: RollbackOutcome) -> (report: ServiceReport, end: String?) {
        let log = EventLog()
        let narrator = RolloutNarrator(service: "web", emit: log.hear)
        narrator.begin(.rollback)
        let report = ServiceReport("web", outcome, narrator)
        #expect(log.unbalanced == [])
        return (report, log.lines.last)
    }

    @Test func deployed() throws {
        let (report, end) = report(DeployOutcome.deployed(try Sample.live(2, notes: ["one", "two"])))
        #expect(
            report
                == ServiceReport(
                    "web",
                    .done,
                    detail: "web:2, 2 of 2 tasks run; one; two",
                    version: "2.0",
                    revision: "web:2"
                )
        )
        #expect(end == "[web] watch done: web:2 serves, 2 of 2 tasks run")
    }

    @Test func unchanged() throws {
        let (report, end) = report(DeployOutcome.unchanged(try Sample.live(1, running: 1, desired: 1)))
        #expect(report.verdict == .unchanged)
        #expect(report.detail == "web:1, 1 of 1 task run")
        #expect(report.failure == nil)
        #expect(end == "[web] watch skipped: web:1 serves already")
    }

    @Test func failedAndRemoved() throws {
        let (report, end) = report(
            DeployOutcome.failed(
                try Sample.report([try Sample.stop(count: 3, lines: ["cannot connect"])], removed: true)
            )
        )
        #expect(report.verdict == .failed)
        #expect(report.detail == "web: 3 tasks failed")
        #expect(report.revision == nil)
        let failure = try #require(report.failure)
        let cause = try Sample.stop().cause
        #expect(failure.cause == cause.meaning)
        #expect(failure.hint == cause.remedy)
        #expect(
            failure.details == [
                "app: no database (exit code 1, the program ended with an error), 3 times",
                "  Essential container in task exited", "  | cannot connect",
                "event: (service web) was unable to place a task", "logs could not be read",
            ]
        )
        #expect(end == "[web] watch done: the service is removed again")
    }

    @Test(arguments: [RollbackAuthor.ecs, .shipit])
    func failedAndRolledBack(_ author: RollbackAuthor) throws {
        let (report, end) = report(
            DeployOutcome.failedRolledBack(try Sample.report(), to: try Sample.live(1), by: author)
        )
        #expect(report.verdict == .rolledBack)
        #expect(report.version == "1.0")
        #expect(report.revision == "web:1")
        #expect(report.detail == "3 tasks failed; web:1 serves again")
        #expect(report.failure?.verdict == .rolledBack)
        let went = author == .ecs ? "ECS went" : "went"
        #expect(report.failure?.details.last == "\(went) back to web:1: 2 of 2 tasks run")
        #expect(end == "[web] watch done: web:1 serves again, 2 of 2 tasks run")
    }

    @Test func failedAndTheRollbackToo() throws {
        let error = RolloutError(
            .failed,
            operation: "roll back",
            subject: "prod/web",
            cause: "web:1 is gone",
            hint: "deploy again"
        )
        let (report, end) = report(DeployOutcome.failedRollbackFailed(try Sample.report(), error))
        #expect(report.verdict == .rollbackFailed)
        #expect(report.failure?.details.last == "going back failed too: web:1 is gone")
        #expect(report.failure?.hint == "deploy again")
        #expect(end == "[web] watch failed: web:1 is gone")
    }

    @Test func superseded() throws {
        let (report, end) = report(DeployOutcome.superseded(by: try Sample.other()))
        #expect(report.verdict == .superseded)
        #expect(report.detail == "web: superseded by deployment ecs-svc/9 of web:3 (version 3.0, run run1)")
        #expect(end == "[web] watch failed: superseded by deployment ecs-svc/9 of web:3 (version 3.0, run run1)")
        let unknown = self.report(DeployOutcome.superseded(by: OtherDeployment(id: nil, revision: nil, release: nil)))
            .report
        #expect(unknown.detail == "web: superseded by another deployment")
    }

    @Test(arguments: [StillRunning.Reason.notWaited, .timedOut, .nothingRuns])
    func stillRunning(_ reason: StillRunning.Reason) throws {
        let running = StillRunning(
            reason: reason,
            deployment: ServiceDeploymentID("ecs-svc/7"),
            revision: try Sample.arn(2),
            progress: nil
        )
        let (report, end) = report(DeployOutcome.stillRunning(running))
        let back = self.report(RollbackOutcome.stillRunning(running))
        #expect(report.verdict == .stillRunning)
        #expect(report.revision == "web:2")
        // Nobody waited because it was asked for: that is no failure.
        #expect((report.failure == nil) == (reason == .notWaited))
        #expect(end?.contains(reason == .notWaited ? "watch done" : "watch failed") == true)
        #expect(back.report == report)
    }

    @Test func inTheWay() throws {
        let (report, end) = report(DeployOutcome.inTheWay(try Sample.other()))
        #expect(report.verdict == .blocked)
        #expect(report.failure?.what == "web: deployment ecs-svc/9 of web:3 (version 3.0, run run1) is under way")
        #expect(end?.hasSuffix("is in the way") == true)
    }

    @Test func rollbacks() throws {
        let back = report(RollbackOutcome.rolledBack(from: try Sample.arn(2), to: try Sample.live(1)))
        #expect(back.report.verdict == .done)
        #expect(back.report.revision == "web:1")
        #expect(back.end == "[web] rollback done: web:1 serves, 2 of 2 tasks run")
        #expect(report(RollbackOutcome.unchanged(try Sample.live(1))).report.verdict == .unchanged)
        let failed = report(RollbackOutcome.failed(try Sample.report())).report
        #expect(failed.verdict == .rollbackFailed)
        #expect(failed.failure?.what == "web: 3 tasks failed")
        #expect(report(RollbackOutcome.superseded(by: try Sample.other())).report.verdict == .superseded)
    }
}
