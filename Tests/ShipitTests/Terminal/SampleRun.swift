import Runner

@testable import shipit

/// A run in which everything happens, with the seconds at which it does.
let sampleRun: [(seconds: Double, event: Event)] = [
    (
        0,
        .runStarted(
            RunHeader(
                id: "r1",
                verb: "deploy",
                environment: "prod",
                version: "1.0.0",
                services: ["auth-service", "web"]
            )
        )
    ),
    (0, .stepStarted(service: nil, .preflight)),
    (1.5, .stepFinished(service: nil, .preflight, .done("12 checks", after: .seconds(1.5)))),
    (2, .stepStarted(service: "auth-service", .build)),
    (2, .stepStarted(service: "web", .push)),
    (3, .stepLogged(service: "auth-service", .build, line: "#1 FROM \u{1B}[31mbusybox\u{1B}[0m")),
    (
        3,
        .stepProgressed(
            service: "web",
            .push,
            StepProgress("layers", done: 12_300_000, total: 40_100_000, unit: .bytes)
        )
    ),
    (
        4,
        .stepProgressed(
            service: "web",
            .push,
            StepProgress("layers", done: 40_100_000, total: 40_100_000, unit: .bytes)
        )
    ),
    (4, .note(service: "web", "zstd layers, since Fargate 1.4 takes them")),
    (4.5, .warning(service: nil, "the clock is 40 s off")),
    (5, .stepFinished(service: "auth-service", .build, .failed("exit code 1", after: .seconds(3)))),
    (6, .stepFinished(service: "web", .push, .skipped("the registry has it", after: .seconds(4)))),
    (6, .stepStarted(service: "web", .watch)),
    (7, .stepProgressed(service: "web", .watch, StepProgress("tasks running", done: 1, total: 2))),
    (
        12,
        .runFinished(
            RunSummary(
                services: [.init("auth-service", .failed, "exit code 1"), .init("web", .done, "web:12")],
                duration: .seconds(12)
            )
        )
    ),
]

/// A moment so many seconds into the run, which starts at 12:00.
func moment(_ seconds: Double) -> Moment {
    Moment(unixSeconds: 43200 + Int64(seconds), uptime: .milliseconds(Int64(((100 + seconds) * 1000).rounded())))
}
