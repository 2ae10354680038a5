import AWS
import Rollouts

extension ServiceReport {
    /// What a deployment's outcome means for the run.
    init(_ name: String, _ outcome: DeployOutcome, _ narrator: RolloutNarrator) {
        switch outcome {
        case .deployed(let live):
            narrator.end(.done("\(live.revision.short) serves, \(live.tasks)"))
            self.init(name, .done, live: live)
        case .unchanged(let live):
            narrator.end(.skipped("\(live.revision.short) serves already"))
            self.init(name, .unchanged, live: live)
        case .failed(let report):
            let failure = RunFailure(report, of: name, verdict: .failed)
            narrator.end(report.removedService ? .done("the service is removed again") : .failed(report.summary))
            self.init(name, failed: failure)
        case .failedRolledBack(let report, let live, let author):
            narrator.end(.done("\(live.revision.short) serves again, \(live.tasks)"))
            var failure = RunFailure(report, of: name, verdict: .rolledBack)
            failure.details.append(
                "\(author == .ecs ? "ECS went" : "went") back to \(live.revision.short): \(live.tasks)"
            )
            self.init(name, .rolledBack, live: live)
            detail = "\(report.summary); \(live.revision.short) serves again"
            self.failure = failure
        case .failedRollbackFailed(let report, let error):
            narrator.end(.failed(error.cause))
            var failure = RunFailure(report, of: name, verdict: .rollbackFailed)
            failure.details.append("going back failed too: \(error.cause)")
            failure.hint = error.hint ?? failure.hint
            self.init(name, failed: failure)
        case .superseded(let other): self.init(name, supersededBy: other, narrator)
        case .stillRunning(let running): self.init(name, running, narrator)
        case .inTheWay(let other):
            narrator.end(.failed("\(other.inWords) is in the way"))
            self.init(name, failed: .blocked(name, by: other))
        }
    }

    /// A service that somebody else deployed meanwhile.
    init(_ name: String, supersededBy other: OtherDeployment, _ narrator: RolloutNarrator) {
        narrator.end(.failed("superseded by \(other.inWords)"))
        self.init(name, failed: .superseded(name, by: other))
    }

    /// A service on which ECS goes on; a failure unless nobody was to wait.
    init(_ name: String, _ running: StillRunning, _ narrator: RolloutNarrator) {
        narrator.end(running.reason == .notWaited ? .done(running.inWords) : .failed(running.inWords))
        self.init(name, .stillRunning, detail: running.inWords, revision: running.revision.short)
        if running.reason != .notWaited { failure = .stillRunning(name, running) }
    }

    /// A service that a revision serves.
    init(_ name: String, _ verdict: RunSummary.Verdict, live: LiveRevision) {
        let notes = live.notes.isEmpty ? "" : "; " + live.notes.joined(separator: "; ")
        self.init(
            name,
            verdict,
            detail: "\(live.revision.short), \(live.tasks)\(notes)",
            version: live.release?.version,
            revision: live.revision.short
        )
    }
}

extension LiveRevision {
    /// `2 of 2 tasks run`.
    var tasks: String { "\(runningCount) of \(desiredCount) task\(desiredCount == 1 ? "" : "s") run" }
}

extension OtherDeployment {
    /// Whose deployment it is, as far as it is known.
    package var inWords: String {
        var text = id.map { "deployment \($0)" } ?? "another deployment"
        if let revision { text += " of \(revision.short)" }
        if let release { text += " (version \(release.version)\(release.run.map { ", run \($0)" } ?? ""))" }
        return text
    }
}

extension StillRunning {
    /// Why nobody waits any more, and what goes on.
    var inWords: String {
        let what = deployment.map { "deployment \($0)" } ?? "the deployment"
        return switch reason {
        case .notWaited: "\(what) of \(revision.short) has begun"
        case .timedOut: "\(what) of \(revision.short) was not done in time and goes on in ECS"
        case .nothingRuns: "the service was set to no tasks, so that nothing proves \(revision.short)"
        }
    }
}
