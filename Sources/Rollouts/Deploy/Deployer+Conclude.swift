import AWS

extension Deployer {
    /// Turns the end of a watch into an outcome: marks the revision, and goes back when it failed.
    func conclude(
        _ end: RolloutWatch.End,
        of deployment: BegunDeployment,
        _ request: DeployRequest
    ) async throws -> DeployOutcome {
        switch end.verdict {
        case .succeeded, .succeededWithoutTasks:
            return .deployed(try await succeed(end, of: deployment))
        case .rolledBack(let reason):
            return try await fail(
                end,
                of: deployment,
                request,
                summary: reason ?? "ECS went back to the revision before",
                by: .ecs
            )
        case .failed(let reason):
            return try await fail(end, of: deployment, request, summary: reason, by: .shipit)
        case .superseded(let id, let revision):
            return .superseded(by: await context.other(id, revision))
        case .serviceGone(let status):
            let summary = "The service was deleted while it was deployed (\(status))."
            return .failed(try await report(end, of: deployment, summary: summary))
        case .nothingRunning:
            return .stillRunning(stillRunning(.nothingRuns, end, of: deployment))
        case .timedOut:
            return .stillRunning(stillRunning(.timedOut, end, of: deployment))
        }
    }

    private func succeed(_ end: RolloutWatch.End, of deployment: BegunDeployment) async throws -> LiveRevision {
        var notes: [String] = []
        var release = Release(tags: deployment.revision.tags)
        if end.verdict == .succeededWithoutTasks {
            notes.append("The service wants no tasks: the revision is set, and nothing runs that would prove it.")
        } else {
            await context.mark(deployment.revision.arn, .good, was: release)
            release?.state = .good
        }
        if let draining = end.progress?.drainingCount, draining > 0 {
            notes.append("\(draining) old tasks are still stopping.")
        }
        return LiveRevision(
            revision: deployment.revision.arn,
            release: release,
            desiredCount: end.progress?.desiredCount ?? 0,
            runningCount: end.progress?.runningCount ?? 0,
            duration: context.clock.elapsed() - deployment.startedAt,
            notes: notes
        )
    }

    private func stillRunning(
        _ reason: StillRunning.Reason,
        _ end: RolloutWatch.End,
        of deployment: BegunDeployment
    ) -> StillRunning {
        StillRunning(
            reason: reason,
            deployment: end.deployment,
            revision: deployment.revision.arn,
            progress: end.progress
        )
    }

    private func report(
        _ end: RolloutWatch.End,
        of deployment: BegunDeployment,
        summary: String
    ) async throws -> FailureReport {
        try await FailureReader(context: context).report(
            end,
            of: deployment.subject,
            summary: summary,
            definition: deployment.revision
        )
    }

    /// Says why, marks the revision, and goes back: to nothing for a service that this run created, else to what
    /// served before.
    private func fail(
        _ end: RolloutWatch.End,
        of deployment: BegunDeployment,
        _ request: DeployRequest,
        summary: String,
        by author: RollbackAuthor
    ) async throws -> DeployOutcome {
        // Going back comes first where it takes a while, but the stopped tasks' logs are read in a moment.
        var failure = try await report(end, of: deployment, summary: summary)
        context.onEvent(.failing(failure))
        await context.mark(deployment.revision.arn, .failed, was: Release(tags: deployment.revision.tags))
        if deployment.createdService {
            return try await remove(request.service, after: &failure)
        }
        let backing = Backing(context: context, service: request.service)
        let result = await backing.goBack(
            from: deployment.revision.arn,
            failed: end.deployment,
            to: try await target(after: deployment, request.service),
            by: author,
            timeout: request.timeout
        )
        switch result {
        case .done(let live, let author): return .failedRolledBack(failure, to: live, by: author)
        case .superseded(let id, let revision): return .superseded(by: await context.other(id, revision))
        case .failed(let error, _): return .failedRollbackFailed(failure, error)
        case .cancelled: throw CancellationError()
        }
    }

    /// What served before, else the last good revision; nil when there is neither.
    private func target(after deployment: BegunDeployment, _ service: ServiceReference) async throws
        -> TaskDefinitionARN?
    {
        if let previous = deployment.previous { return previous }
        do {
            let facts = RollbackFactsReader(context: context, reference: service)
            return try await facts.lastGood(leaving: deployment.revision.arn, in: nil)?.target.revision
        } catch let error as CancellationError {
            throw error
        } catch {
            context.onEvent(.note("What was good before could not be read: \(error)"))
            return nil
        }
    }

    /// Deletes a service that this run created and that never became healthy.
    private func remove(_ service: ServiceReference, after failure: inout FailureReport) async throws -> DeployOutcome {
        context.onEvent(.removing(service))
        do {
            try await RolloutError.wrapping("remove the service", service) {
                try await context.ecs.deleteService(cluster: service.cluster, service.name, force: true)
            }
            failure.removedService = true
            return .failed(failure)
        } catch let error as RolloutError {
            return .failedRollbackFailed(failure, error)
        }
    }
}
