import AWS
import Rollouts

extension ServiceReport {
    /// What a rollback's outcome means for the run.
    init(_ name: String, _ outcome: RollbackOutcome, _ narrator: RolloutNarrator) {
        switch outcome {
        case .rolledBack(_, let live):
            narrator.end(.done("\(live.revision.short) serves, \(live.tasks)"))
            self.init(name, .done, live: live)
        case .unchanged(let live):
            narrator.end(.skipped("\(live.revision.short) serves already"))
            self.init(name, .unchanged, live: live)
        case .failed(let report):
            narrator.end(.failed(report.summary))
            self.init(name, failed: RunFailure(report, of: name, verdict: .rollbackFailed))
        case .superseded(let other): self.init(name, supersededBy: other, narrator)
        case .stillRunning(let running): self.init(name, running, narrator)
        }
    }

    /// What is true when somebody pressed Ctrl-C in the middle.
    init(interrupted name: String, _ narrator: RolloutNarrator) {
        narrator.end(.failed("interrupted"))
        guard narrator.hasChangedService else {
            self.init(name, .interrupted, detail: "interrupted; the service was not changed")
            return
        }
        let deployment = narrator.deploymentInFlight.map { " (\($0))" } ?? ""
        self.init(
            name,
            .stillRunning,
            detail: "interrupted; the deployment\(deployment) goes on in ECS:"
                + " the same command watches it again, 'shipit rollback' takes it back"
        )
    }
}
