import AWS
import FoundationEssentials

/// Takes a service back to a revision, by whichever way is open, and watches it to the end.
struct Backing: Sendable {
    let context: RolloutContext
    let service: ServiceReference

    /// How it ended.
    enum Result: Sendable {
        case done(LiveRevision, by: RollbackAuthor)
        case superseded(ServiceDeploymentID?, TaskDefinitionARN?)
        /// It did not work, or the time was up; the watch's end when it came to a watch.
        case failed(RolloutError, RolloutWatch.End?)
        case cancelled
    }

    /// Goes back from a deployment that failed.
    ///
    /// - Parameters:
    ///   - revision: The revision that failed.
    ///   - failed: Its deployment.
    ///   - target: What served before; nil leaves it to ECS, and fails where ECS does not go back by itself.
    func goBack(
        from revision: TaskDefinitionARN,
        failed: ServiceDeploymentID?,
        to target: TaskDefinitionARN?,
        by author: RollbackAuthor,
        timeout: Duration
    ) async -> Result {
        let start = context.clock.elapsed()
        do {
            let begun = try await RolloutError.wrapping("roll back", service) {
                try await begin(from: revision, failed: failed, to: target, by: author)
            }
            switch begun {
            case .begun(let begun): return try await follow(begun, since: start, timeout: timeout)
            case .superseded(let other): return .superseded(other.id, other.taskDefinition)
            }
        } catch let error as RolloutError {
            return .failed(error, nil)
        } catch {
            return .cancelled
        }
    }

    /// Watches a rollback to its end.
    func follow(_ begun: Begun, since start: Duration, timeout: Duration) async throws -> Result {
        let end = try await RolloutWatch(context: context, service: service).follow(begun.subject, timeout: timeout)
        return await conclude(end, begun, since: start)
    }

    /// A rollback that ECS has taken on.
    struct Begun: Sendable {
        let subject: RolloutSubject
        let author: RollbackAuthor
    }

    private enum Beginning {
        case begun(Begun)
        case superseded(ECSDeployment)
    }

    private func begin(
        from revision: TaskDefinitionARN,
        failed: ServiceDeploymentID?,
        to target: TaskDefinitionARN?,
        by author: RollbackAuthor
    ) async throws -> Beginning {
        let current = try await context.ecs.service(cluster: service.cluster, service.name)
        guard let current, current.isActive else {
            throw error("the service is not there any more", hint: nil)
        }
        if let primary = current.primary, let now = primary.taskDefinition, primary.id != failed {
            // Somebody was faster: ECS, when it is on its way to where we would go.
            guard author == .ecs || now == target else { return .superseded(primary) }
            context.onEvent(.rollingBack(to: now, by: .ecs))
            return .begun(Begun(subject: subject(of: primary, now, from: revision), author: .ecs))
        }
        guard let target else {
            throw error(
                "there is no revision to go back to",
                hint: "Deploy a version that works, or name a revision: shipit rollback --to REVISION."
            )
        }
        if let begun = try await stop(current, from: revision, to: target) { return .begun(begun) }
        return .begun(try await update(to: target, from: revision))
    }

    /// Lets ECS stop its service deployment and go back, where it has one under way.
    func stop(
        _ current: ECSService,
        from revision: TaskDefinitionARN,
        to target: TaskDefinitionARN
    ) async throws -> Begun? {
        guard let arn = try await inFlight(current, targeting: revision, from: target) else { return nil }
        do {
            guard case .available = try await context.ecs.rollBackServiceDeployment(arn) else { return nil }
        } catch  where ECSFault.code(of: error) != nil && !ECSFault.isDenied(error) {
            // It has just ended, or cannot be stopped: the other way is open.
            context.onEvent(.note("ECS did not stop the service deployment: \(error)"))
            return nil
        }
        context.onEvent(.rollingBack(to: target, by: .shipit))
        return Begun(
            subject: RolloutSubject(
                deployment: nil,
                revision: target,
                before: revision,
                since: current.primary?.createdAt,
                wantsTasks: current.desiredCount > 0
            ),
            author: .shipit
        )
    }

    /// The service deployment under way that moves from `target` to `revision`; nil where ECS keeps none.
    func inFlight(
        _ current: ECSService,
        targeting revision: TaskDefinitionARN,
        from target: TaskDefinitionARN
    ) async throws -> String? {
        guard let arn = current.currentServiceDeployment,
            let record = try await context.ecs.describeServiceDeployments([arn]).value?.first,
            record.status == .inProgress || record.status == .pending
        else { return nil }
        let arns = record.sourceServiceRevisions + [record.targetServiceRevision].compactMap { $0 }
        let revisions = try await context.ecs.describeServiceRevisions(arns).value ?? []
        let sources = revisions.filter { record.sourceServiceRevisions.contains($0.arn) }.map(\.taskDefinition)
        // ECS goes back to its own source, which has to be what is wanted.
        return sources.contains(target) ? arn : nil
    }

    /// Sets the service to the revision; the desired count is not touched.
    func update(to target: TaskDefinitionARN, from revision: TaskDefinitionARN?) async throws -> Begun {
        context.onEvent(.rollingBack(to: target, by: .shipit))
        let updated = try await repeating {
            try await context.ecs.updateService(
                cluster: service.cluster,
                service.name,
                ["taskDefinition": .string(target.text)]
            )
        }
        guard let primary = updated.primary else { throw error("ECS shows no deployment of the service", hint: nil) }
        return Begun(subject: subject(of: primary, target, from: revision), author: .shipit)
    }

    /// Setting a service to a revision is the same however often it is sent, so a lost answer is no trouble.
    private func repeating<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch  where ECSFault.isAmbiguous(error) {
            try await context.clock.sleep(.seconds(1))
            return try await body()
        }
    }

    func subject(
        of deployment: ECSDeployment,
        _ revision: TaskDefinitionARN,
        from before: TaskDefinitionARN?
    ) -> RolloutSubject {
        // An old deployment that is made primary again keeps its age; what counts is since when it is.
        let since = [deployment.createdAt, deployment.document["updatedAt"]?.date].compactMap { $0 }.max()
        return RolloutSubject(
            deployment: deployment.id,
            revision: revision,
            before: before,
            since: since,
            wantsTasks: deployment.desiredCount > 0
        )
    }

    private func conclude(_ end: RolloutWatch.End, _ begun: Begun, since start: Duration) async -> Result {
        let target = begun.subject.revision.short
        switch end.verdict {
        case .succeeded, .succeededWithoutTasks:
            return .done(await live(end, begun, since: start), by: begun.author)
        case .superseded(let id, let revision):
            return .superseded(id, revision)
        case .failed(let reason):
            return .failed(error("\(target) does not run either: \(reason)", hint: nil), end)
        case .rolledBack(let reason):
            return .failed(error("ECS went back from \(target): \(reason ?? "it does not say why")", hint: nil), end)
        case .serviceGone(let status):
            return .failed(error("the service is not there any more (\(status))", hint: nil), end)
        case .nothingRunning:
            return .failed(error("the service was set to no tasks", hint: nil), end)
        case .timedOut:
            let hint = "Watch it with: shipit status"
            return .failed(error("it was not done in time; ECS goes on with it", hint: hint), end)
        }
    }

    private func live(_ end: RolloutWatch.End, _ begun: Begun, since start: Duration) async -> LiveRevision {
        let registered = try? await context.ecs.describeTaskDefinition(begun.subject.revision.text)
        var release = registered.flatMap { Release(tags: $0.tags) }
        await context.mark(begun.subject.revision, .good, was: release)
        release?.state = .good
        return LiveRevision(
            revision: begun.subject.revision,
            release: release,
            desiredCount: end.progress?.desiredCount ?? 0,
            runningCount: end.progress?.runningCount ?? 0,
            duration: context.clock.elapsed() - start,
            notes: end.verdict == .succeededWithoutTasks ? ["The service wants no tasks, so nothing runs."] : []
        )
    }

    private func error(_ cause: String, hint: String?) -> RolloutError {
        RolloutError(.failed, operation: "roll back", subject: "\(service)", cause: cause, hint: hint)
    }
}
