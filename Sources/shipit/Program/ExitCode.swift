import Runner

/// The process's exit codes; scripts depend on each having one meaning.
enum ExitCode: Int32, CaseIterable, Sendable {
    case done = 0
    case failed = 1
    case rolledBack = 2
    case rollbackFailed = 3
    case superseded = 4
    case stillRunning = 5
    case blocked = 6
    case denied = 7
    case refused = 8
    case usage = 64
    case badPipeline = 65
    case interrupted = 130
    case terminated = 143

    /// What the code means, for `shipit help exit-codes`.
    var meaning: String {
        switch self {
        case .done: "done; for plan: also when something would change"
        case .failed: "failed, nothing left half done"
        case .rolledBack: "failed and rolled back: what served before serves again"
        case .rollbackFailed: "failed and the rollback failed too: a person is needed"
        case .superseded: "superseded by somebody else's newer deployment"
        case .stillRunning: "still running when the time was up, or --no-wait"
        case .blocked: "another deployment or a lock is in the way"
        case .denied: "credentials or permissions"
        case .refused: "refused by a check before anything changed"
        case .usage: "the command line means nothing"
        case .badPipeline: "the pipeline file has mistakes"
        case .interrupted: "interrupted (SIGINT)"
        case .terminated: "terminated (SIGTERM)"
        }
    }

    init(_ verdict: RunSummary.Verdict) {
        self =
            switch verdict {
            case .done, .unchanged: .done
            case .failed, .notStarted: .failed
            case .rolledBack: .rolledBack
            case .rollbackFailed: .rollbackFailed
            case .superseded: .superseded
            case .stillRunning: .stillRunning
            case .blocked: .blocked
            case .denied: .denied
            case .refused: .refused
            case .interrupted: .interrupted
            case .usage: .usage
            case .badPipeline: .badPipeline
            }
    }

    /// The code of a run: that of its gravest verdict.
    init(_ verdicts: [RunSummary.Verdict]) {
        let codes = verdicts.map { ExitCode($0) }
        self = Self.byGravity.first(where: codes.contains) ?? .done
    }

    /// From what needs a person at once to what needs nobody.
    private static let byGravity: [ExitCode] = [
        .rollbackFailed, .rolledBack, .superseded, .stillRunning, .denied, .blocked, .badPipeline, .usage, .refused,
        .interrupted, .terminated, .failed, .done,
    ]
}
