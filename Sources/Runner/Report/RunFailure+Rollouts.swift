import AWS
import Rollouts

extension RunFailure {
    /// A deployment that failed, with all that was found out about it.
    init(_ report: FailureReport, of service: String, verdict: RunSummary.Verdict) {
        self.init("\(service): \(report.summary)", verdict: verdict)
        cause = report.cause?.meaning
        hint = report.cause?.remedy
        for stop in report.stops {
            details.append(stop.line)
            details += stop.raw.dropLast().map { "  \($0)" }
            details += stop.lastLines.map { "  | \($0)" }
        }
        details += report.events.map { "event: \($0)" }
        details += report.notes
    }

    init(_ error: RolloutError) {
        let verdict: RunSummary.Verdict =
            switch error.kind {
            case .refused: .refused
            case .inTheWay: .blocked
            case .denied: .denied
            case .failed: .failed
            }
        self.init(
            "\(error.subject): cannot \(error.operation)",
            cause: error.cause,
            hint: error.hint,
            verdict: verdict
        )
    }

    static func superseded(_ service: String, by other: OtherDeployment) -> RunFailure {
        RunFailure(
            "\(service): superseded by \(other.inWords)",
            cause: "somebody deployed this service while this run watched it; what serves is theirs",
            hint: "shipit status tells what serves now",
            verdict: .superseded
        )
    }

    static func blocked(_ service: String, by other: OtherDeployment) -> RunFailure {
        RunFailure(
            "\(service): \(other.inWords) is under way",
            cause: "another deployment of this service has not ended",
            hint: "wait for it, take it back with 'shipit rollback', or replace it with --supersede",
            verdict: .blocked
        )
    }

    static func stillRunning(_ service: String, _ running: StillRunning) -> RunFailure {
        RunFailure(
            "\(service): \(running.inWords)",
            hint: "the same command watches it again; 'shipit rollback' takes it back",
            verdict: .stillRunning
        )
    }
}
