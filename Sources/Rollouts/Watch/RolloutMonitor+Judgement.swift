import AWS

extension RolloutMonitor {
    /// What one snapshot says.
    enum Judgement: Hashable {
        /// Look again, with these beside the service.
        case wait(RolloutFetch)
        /// ECS's own record of the deployment decides; read it at once.
        case ask
        case verdict(RolloutVerdict)
    }

    mutating func judge(_ snapshot: RolloutSnapshot, at elapsed: Duration) -> Judgement {
        guard let service = snapshot.service else { return judgeMissingService(at: elapsed) }
        missing = 0
        guard service.isActive else { return .verdict(.serviceGone(status: service.status)) }
        if case .read(let deployment) = snapshot.serviceDeployment,
            let verdict = verdict(of: deployment, in: service)
        {
            return .verdict(verdict)
        }
        guard let own = own(in: service) else { return judgeAbsence(in: service, snapshot, at: elapsed) }
        id = own.id
        wasListed = true
        absences = 0
        if own.rolloutState == .inProgress { wasInProgress = true }
        if !own.isPrimary, let primary = service.primary {
            return judgeReplacement(of: own, by: primary, in: service, snapshot)
        }
        return judgePrimary(own, in: service, snapshot, at: elapsed)
    }

    /// A service just created may not be listed yet, and a read may be stale; two that agree are believed.
    private mutating func judgeMissingService(at elapsed: Duration) -> Judgement {
        missing += 1
        let isPatient = !wasListed && elapsed < limits.consistency
        return missing < 2 || isPatient ? .wait([]) : .verdict(.serviceGone(status: "MISSING"))
    }

    /// Our deployment is not in the list: not yet, or no longer.
    private mutating func judgeAbsence(
        in service: ECSService,
        _ snapshot: RolloutSnapshot,
        at elapsed: Duration
    ) -> Judgement {
        guard let primary = service.primary else { return .wait(.stoppedTasks) }
        if !wasListed {
            guard isOlder(primary) else { return judgeReplacement(of: nil, by: primary, in: service, snapshot) }
            return elapsed < limits.consistency
                ? .wait(.stoppedTasks) : .verdict(.failed(reason: "ECS does not list the deployment"))
        }
        absences += 1
        // One read may be stale.
        guard absences >= 2 else { return .wait(.stoppedTasks) }
        return judgeReplacement(of: nil, by: primary, in: service, snapshot)
    }

    /// Whether a deployment is from before ours.
    private func isOlder(_ deployment: ECSDeployment) -> Bool {
        if deployment.taskDefinition == subject.before { return true }
        guard let since = subject.since, let createdAt = deployment.createdAt else { return false }
        return createdAt < since
    }

    /// Another deployment is primary: ECS went back, or somebody deployed.
    private func judgeReplacement(
        of own: ECSDeployment?,
        by primary: ECSDeployment,
        in service: ECSService,
        _ snapshot: RolloutSnapshot
    ) -> Judgement {
        let reason = own?.rolloutStateReason
        if own?.rolloutState == .failed || saysRollback(primary.rolloutStateReason) {
            return .verdict(.rolledBack(reason: reason ?? primary.rolloutStateReason))
        }
        if let event = service.events.first(where: { isRecent($0) && saysRollback($0.message) }) {
            return .verdict(.rolledBack(reason: event.message))
        }
        // ECS's own record tells the two apart for certain, where there is one.
        if snapshot.serviceDeployment == .notRead { return .ask }
        if primary.taskDefinition == subject.before, primary.taskDefinition != subject.revision,
            service.rollsBackByItself
        {
            return .verdict(.rolledBack(reason: reason))
        }
        return .verdict(.superseded(by: primary.id, primary.taskDefinition))
    }

    private func saysRollback(_ text: String?) -> Bool {
        guard let text = text?.lowercased() else { return false }
        return ["rolling back", "rolled back", "rollback"].contains { text.contains($0) }
    }

    /// Our deployment is what the service moves to.
    private mutating func judgePrimary(
        _ own: ECSDeployment,
        in service: ECSService,
        _ snapshot: RolloutSnapshot,
        at elapsed: Duration
    ) -> Judgement {
        if own.rolloutState == .failed { return judgeFailure(of: own, in: service, at: elapsed) }
        if let reason = sureFailure(of: own, in: service) { return .verdict(.failed(reason: reason)) }
        if service.strategy != "ROLLING" {
            switch snapshot.serviceDeployment {
            // While both revisions run, the list of deployments cannot tell how far it is.
            case .read(let deployment) where deployment.status != .successful:
                holdsSince = nil
                return .wait([.stoppedTasks, .serviceDeployment])
            case .notRead: return .ask
            case .read, .unavailable: break
            }
        }
        return judgeCounts(of: own, in: service, at: elapsed)
    }

    /// ECS has given up. With a rollback of its own on, that follows; without, it stays so for ever.
    private mutating func judgeFailure(
        of own: ECSDeployment,
        in service: ECSService,
        at elapsed: Duration
    ) -> Judgement {
        let since = failedSince ?? elapsed
        failedSince = since
        if service.rollsBackByItself, service.deployments.count > 1, elapsed - since < limits.ownRollback {
            return .wait(.stoppedTasks)
        }
        return .verdict(.failed(reason: own.rolloutStateReason ?? "ECS marked the deployment failed"))
    }
}
