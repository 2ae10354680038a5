import AWS

extension Rollback {
    /// Sets the rollback going; nil when the wanted revision serves already.
    func begin(_ plan: RollbackPlan, _ service: ECSService, _ backing: Backing) async throws -> Backing.Begun? {
        let target = plan.target.revision
        return try await RolloutError.wrapping("roll back", plan.service) {
            switch plan.way {
            case .nothing:
                guard let primary = service.primary, primary.rolloutState == .inProgress else { return nil }
                context.onEvent(.resumed(primary.id, target))
                return Backing.Begun(subject: backing.subject(of: primary, target, from: nil), author: .shipit)
            case .stop:
                if let from = plan.from, let begun = try await backing.stop(service, from: from, to: target) {
                    return begun
                }
                return try await backing.update(to: target, from: plan.from)
            case .update:
                return try await backing.update(to: target, from: plan.from)
            }
        }
    }

    func unchanged(_ plan: RollbackPlan, _ service: ECSService, since start: Duration) -> RollbackOutcome {
        .unchanged(
            LiveRevision(
                revision: plan.target.revision,
                release: plan.targetRelease,
                desiredCount: service.desiredCount,
                runningCount: service.runningCount,
                duration: context.clock.elapsed() - start,
                notes: []
            )
        )
    }

    func outcome(_ result: Backing.Result, _ begun: Backing.Begun, _ plan: RollbackPlan) async throws
        -> RollbackOutcome
    {
        switch result {
        case .done(let live, _):
            return .rolledBack(from: plan.from, to: live)
        case .superseded(let id, let revision):
            return .superseded(by: await context.other(id, revision))
        case .cancelled:
            throw CancellationError()
        case .failed(let error, let end):
            guard let end else { throw error }
            if end.verdict == .timedOut {
                return .stillRunning(
                    StillRunning(
                        reason: .timedOut,
                        deployment: end.deployment,
                        revision: begun.subject.revision,
                        progress: end.progress
                    )
                )
            }
            let definition = try await context.revision(begun.subject.revision)
            return .failed(
                try await FailureReader(context: context).report(
                    end,
                    of: begun.subject,
                    summary: error.cause,
                    definition: definition
                )
            )
        }
    }
}
