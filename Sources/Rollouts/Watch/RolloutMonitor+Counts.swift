import AWS

extension RolloutMonitor {
    /// Whether the primary deployment is done and its tasks run.
    ///
    /// The rollout state alone is not believed: an emulator calls a new service's deployment completed before a task
    /// runs. Nor are counts alone: a task that crashes is running for a moment.
    mutating func judgeCounts(of own: ECSDeployment, in service: ECSService, at elapsed: Duration) -> Judgement {
        let isDone: Bool =
            switch own.rolloutState {
            case .completed, nil: true
            case .inProgress, .failed, .other: false
            }
        if service.desiredCount == 0, own.desiredCount == 0 {
            return judgeEmptiness(isDone: isDone, running: own.runningCount + own.pendingCount, at: elapsed)
        }
        emptySince = nil
        let runs =
            own.desiredCount > 0 && own.desiredCount == service.desiredCount
            && own.runningCount >= own.desiredCount && own.pendingCount == 0
        guard isDone, runs else {
            holdsSince = nil
            return .wait(fetch(runs: runs, in: service))
        }
        return holds(at: elapsed) ? .verdict(.succeeded) : .wait(.stoppedTasks)
    }

    /// Stopped tasks matter while tasks are missing; our own record only where the strategy has stages.
    private func fetch(runs: Bool, in service: ECSService) -> RolloutFetch {
        var fetch: RolloutFetch = runs ? [] : .stoppedTasks
        if service.strategy != "ROLLING" { fetch.insert(.serviceDeployment) }
        return fetch
    }

    /// Success at once after a rollout that was seen in progress and lost no task; else it has to hold for a while.
    private mutating func holds(at elapsed: Duration) -> Bool {
        if !subject.isNew || (wasInProgress && ledger.counted == 0) { return true }
        guard let since = holdsSince, since.stops == ledger.counted else {
            holdsSince = (elapsed, ledger.counted)
            return false
        }
        return elapsed - since.at >= limits.settling
    }

    private mutating func judgeEmptiness(isDone: Bool, running: Int, at elapsed: Duration) -> Judgement {
        guard subject.wantsTasks else {
            return isDone && running == 0 ? .verdict(.succeededWithoutTasks) : .wait([])
        }
        let since = emptySince ?? elapsed
        emptySince = since
        return elapsed - since < limits.emptiness ? .wait([]) : .verdict(.nothingRunning)
    }

    /// Why the deployment will not succeed, when that is sure already.
    func sureFailure(of own: ECSDeployment, in service: ECSService) -> String? {
        if let cause = ledger.fatal { return cause.meaning }
        let limit = limits.crashes(desired: own.desiredCount, running: own.runningCount)
        if ledger.counted >= limit {
            let why = ledger.commonest.map { ": \($0.meaning)" } ?? ""
            return "\(ledger.counted) tasks of this deployment stopped\(why)"
        }
        let passing = ledger.passing
        if own.runningCount == 0, passing.count >= limits.persistence, let cause = passing.cause {
            return "\(passing.count) tasks of this deployment stopped, and none runs: \(cause.meaning)"
        }
        let refused = service.events.first { event in
            let text = event.message.lowercased()
            return isRecent(event) && text.contains("failed to launch a task")
                && ["assume the role", "not authorized"].contains { text.contains($0) }
        }
        return refused?.message
    }

    /// What ECS's own record decides, whichever way tasks and deployments look.
    func verdict(of deployment: ServiceDeployment, in service: ECSService) -> RolloutVerdict? {
        let reason = deployment.rollbackReason ?? deployment.statusReason
        switch deployment.status {
        case .rollbackRequested, .rollbackInProgress, .rollbackSuccessful, .rollbackFailed:
            return .rolledBack(reason: reason)
        case .stopped, .stopRequested:
            if let primary = service.primary, primary.id != id {
                return .superseded(by: primary.id, primary.taskDefinition)
            }
            return .failed(reason: reason ?? "the deployment was stopped")
        case .pending, .inProgress, .successful, nil:
            return nil
        }
    }
}
