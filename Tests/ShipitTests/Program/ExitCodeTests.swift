import CommandLine
import Runner
import Testing

@testable import shipit

@Test(
    "Every verdict has the exit code that is documented",
    arguments: [
        (RunSummary.Verdict.done, 0), (.unchanged, 0), (.failed, 1), (.notStarted, 1), (.rolledBack, 2),
        (.rollbackFailed, 3), (.superseded, 4), (.stillRunning, 5), (.blocked, 6), (.denied, 7), (.refused, 8),
        (.usage, 64), (.badPipeline, 65), (.interrupted, 130),
    ] as [(RunSummary.Verdict, Int32)]
)
func exitCodes(_ verdict: RunSummary.Verdict, _ code: Int32) {
    #expect(ExitCode(verdict).rawValue == code)
}

@Test("Of several verdicts the gravest is the run's")
func gravity() {
    let order: [RunSummary.Verdict] = [
        .rollbackFailed, .rolledBack, .superseded, .stillRunning, .denied, .blocked, .badPipeline, .usage, .refused,
        .interrupted, .failed, .done,
    ]
    for (index, grave) in order.enumerated() {
        for light in order[index...] {
            #expect(ExitCode([light, grave]) == ExitCode(grave), "\(light) and \(grave)")
        }
    }
    #expect(ExitCode([]) == .done)
    #expect(ExitCode([.unchanged, .done]) == .done)
    // What stopped because of a failure does not hide the failure's own code.
    #expect(ExitCode([.notStarted, .denied]) == .denied)
}

@Test("Every exit code is told by `help exit-codes`, and only once")
func helpOfExitCodes() throws {
    guard case .help(let page) = try CommandCatalogue.tree.resolve(["help", "exit-codes"]) else {
        Issue.record("no page")
        return
    }
    #expect(
        page.text(width: 80) == """
            What each exit code means

            Exit codes:
              0    done; for plan: also when something would change
              1    failed, nothing left half done
              2    failed and rolled back: what served before serves again
              3    failed and the rollback failed too: a person is needed
              4    superseded by somebody else's newer deployment
              5    still running when the time was up, or --no-wait
              6    another deployment or a lock is in the way
              7    credentials or permissions
              8    refused by a check before anything changed
              64   the command line means nothing
              65   the pipeline file has mistakes
              130  interrupted (SIGINT)
              143  terminated (SIGTERM)

            """
    )
}
