import AWS
import Runner
import Testing

@testable import shipit

@Suite("What a run prints at its end")
struct ReportOutputTests {
    private let report = RunReport(
        header: RunHeader(
            id: "run7",
            verb: "deploy",
            environment: "prod",
            version: "1.1.0",
            services: ["auth", "web", "jobs"]
        ),
        services: [
            ServiceReport(
                "auth",
                .done,
                detail: "auth:7, 2 of 2 tasks run",
                version: "1.1.0",
                revision: "auth:7",
                previous: "auth:6",
                image: "r/auth@sha256:ab"
            ),
            ServiceReport(
                "web",
                failed: RunFailure(
                    "web: 3 tasks failed",
                    cause: "The program ended with an error.",
                    hint: "Read its last log lines.",
                    details: ["app: exit code 1", hostile],
                    verdict: .rolledBack
                )
            ),
            ServiceReport("jobs", .notStarted, detail: "not begun: it depends on \(hostile)"),
        ],
        duration: .milliseconds(27_450)
    )

    @Test func aTableForPeople() {
        let text = ReportOutput(report: report).text(width: nil, style: .plain)
        #expect(
            text == """
                SERVICE  RESULT               VERSION  REVISION  DETAIL
                auth     done                 1.1.0    auth:7    auth:7, 2 of 2 tasks run
                web      failed, rolled back  -        -         web: 3 tasks failed
                jobs     not started          -        -         not begun: it depends on \(tamed)

                """
        )
        #expect(text.isHarmless)
    }

    @Test func everythingForPrograms() {
        #expect(
            ReportOutput(report: report).json == [
                "run": "run7", "command": "deploy", "environment": "prod", "version": "1.1.0", "exitCode": 2,
                "seconds": .number(27.45),
                "services": [
                    [
                        "name": "auth", "verdict": "done", "detail": "auth:7, 2 of 2 tasks run", "version": "1.1.0",
                        "revision": "auth:7", "previousRevision": "auth:6", "image": "r/auth@sha256:ab",
                    ],
                    [
                        "name": "web", "verdict": "rolledBack", "detail": "web: 3 tasks failed",
                        "failure": [
                            "what": "web: 3 tasks failed", "verdict": "rolledBack",
                            "cause": "The program ended with an error.", "hint": "Read its last log lines.",
                            "details": ["app: exit code 1", .string(hostile)],
                        ],
                    ],
                    [
                        "name": "jobs", "verdict": "notStarted",
                        "detail": .string("not begun: it depends on \(hostile)"),
                    ],
                ],
            ]
        )
        // In JSON's own escapes nothing reaches a terminal either.
        #expect(!ReportOutput(report: report).json.printed.contains("\u{1B}"))
    }

    @Test func aRunThatEndedBeforeAnyServiceHasNoTable() {
        let early = RunReport(
            header: report.header,
            services: [ServiceReport("auth", .notStarted)],
            failure: RunFailure("no cluster", verdict: .refused),
            duration: .seconds(1)
        )
        let output = ReportOutput(report: early)
        #expect(output.text(width: nil, style: .plain) == "")
        #expect(output.failures == [RunFailure("no cluster", verdict: .refused)])
        #expect(output.json["failure"] == ["what": "no cluster", "verdict": "refused"])
        #expect(output.json["exitCode"] == 8)
    }

    @Test func everyFailureIsShownOnceAndCannotRepaint() {
        let failures = ReportOutput(report: report).failures
        #expect(failures.map(\.what) == ["web: 3 tasks failed"])
        let text = failures.map { Failure($0).text(style: .plain) }.joined()
        #expect(
            text == """
                error: web: 3 tasks failed
                  app: exit code 1
                  \(tamed)
                  cause: The program ended with an error.
                  hint: Read its last log lines.

                """
        )
        #expect(text.isHarmless)
    }
}
