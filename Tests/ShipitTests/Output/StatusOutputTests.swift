import AWS
import Testing

@testable import Rollouts
@testable import shipit

@Suite("What status and history print")
struct StatusOutputTests {
    private func status(_ health: ServiceStatus.Health, running: Int = 2, known: Bool = true) throws -> ServiceStatus {
        ServiceStatus(
            service: ServiceReference(cluster: "prod", name: "web"),
            status: "ACTIVE",
            desiredCount: 2,
            runningCount: running,
            pendingCount: 0,
            revision: known ? try Sample.arn(7) : nil,
            release: known ? Sample.release("1.1") : nil,
            deployment: known ? ServiceDeploymentID("ecs-svc/7") : nil,
            deployedAt: known ? Sample.date : nil,
            health: health,
            events: []
        )
    }

    @Test func everyServiceWithItsHealth() throws {
        let output = StatusOutput(
            environment: "prod",
            statuses: [
                ("auth", try status(.healthy)), ("web", try status(.unhealthy(["1 of 2 tasks", hostile]), running: 1)),
                ("jobs", try status(.stopped, running: 0, known: false)),
                ("mail", try status(.deploying("web:8"), running: 10)), ("new", nil),
            ]
        )
        let text = output.text(width: nil, style: .plain)
        #expect(
            text == """
                SERVICE  TASKS  VERSION  REVISION  DEPLOYED              HEALTH
                auth       2/2  1.1      web:7     2026-11-21T01:15:00Z  healthy
                web        1/2  1.1      web:7     2026-11-21T01:15:00Z  unhealthy: 1 of 2 tasks; \(tamed)
                jobs       0/2  -        -         -                     stopped: wants no tasks
                mail      10/2  1.1      web:7     2026-11-21T01:15:00Z  deploying: web:8
                new          -  -        -         -                     not there

                """
        )
        #expect(text.isHarmless)
    }

    @Test func aStatusForPrograms() throws {
        let output = StatusOutput(environment: "prod", statuses: [("web", try status(.healthy)), ("new", nil)])
        #expect(
            output.json == [
                "environment": "prod",
                "services": [
                    [
                        "name": "web", "exists": true, "desired": 2, "running": 2, "pending": 0, "healthy": true,
                        "health": "healthy", "revision": "web:7", "version": "1.1",
                        "digest": .string("sha256:" + String(repeating: "ab", count: 32)), "run": "run1",
                        "deployment": "ecs-svc/7", "deployedAt": "2026-11-21T01:15:00Z",
                    ],
                    ["name": "new", "exists": false],
                ],
            ]
        )
    }

    private func history() throws -> HistoryOutput {
        HistoryOutput(histories: [
            (
                "web",
                [
                    HistoryEntry(
                        revision: try Sample.arn(7),
                        release: Sample.release("1.1"),
                        date: Sample.date,
                        result: "SUCCESSFUL",
                        reason: nil,
                        isLive: true,
                        registeredBy: "arn:aws:iam::1:user/ci"
                    ),
                    HistoryEntry(
                        revision: try Sample.arn(6),
                        release: Sample.release("1.0"),
                        date: nil,
                        result: hostile,
                        reason: "breaker",
                        isLive: false,
                        registeredBy: nil
                    ),
                    HistoryEntry(
                        revision: try Sample.arn(5),
                        release: nil,
                        date: nil,
                        result: nil,
                        reason: nil,
                        isLive: false,
                        registeredBy: nil
                    ),
                ]
            )
        ])
    }

    @Test func whatWasLiveWhen() throws {
        let text = try history().text(width: nil, style: .plain)
        #expect(
            text == """
                SERVICE  WHEN                  VERSION  REVISION  RESULT       DIGEST        COMMIT    BY
                web      2026-11-21T01:15:00Z  1.1      web:7     live         abababababab  01234567  arn:aws:iam::1:user/ci
                web      -                     1.0      web:6     \(tamed)  abababababab  01234567  run1
                web      -                     -        web:5     -            -             -         -

                """
        )
        #expect(text.isHarmless)
    }

    @Test func aHistoryForPrograms() throws {
        let entries = try #require(try history().json["services"]?.array?.first?["history"]?.array)
        #expect(
            entries.first == [
                "revision": "web:7", "live": true, "at": "2026-11-21T01:15:00Z", "version": "1.1",
                "digest": .string("sha256:" + String(repeating: "ab", count: 32)),
                "commit": "0123456789abcdef0123456789abcdef01234567", "run": "run1", "result": "SUCCESSFUL",
                "registeredBy": "arn:aws:iam::1:user/ci",
            ]
        )
        #expect(entries[1]["reason"] == "breaker")
        #expect(entries.last == ["revision": "web:5", "live": false])
    }
}
