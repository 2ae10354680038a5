import AWS
import FoundationEssentials

extension Deployer {
    /// Gets a revision, and ECS to move the service to it; or takes up a deployment of it that is under way.
    func begin(_ request: DeployRequest, _ situation: Situation, since start: Duration) async throws -> BegunDeployment
    {
        let revision = try await revision(request, situation)
        if let own = situation.inProgress, situation.isOurs(own), situation.changes.isEmpty, !request.force {
            context.onEvent(.resumed(own.id, revision.arn))
            return begun(own, revision, situation, request, since: start, isNew: true)
        }
        let service: ECSService
        if let live = situation.service {
            service = try await update(live, to: revision, request, situation)
        } else {
            service = try await create(revision, request)
        }
        guard let primary = service.primary else {
            throw RolloutError(
                .failed,
                operation: "deploy",
                subject: "\(request.service)",
                cause: "ECS accepted the service and shows no deployment of it",
                hint: "Run the same command again: it follows what is under way."
            )
        }
        return begun(
            primary,
            revision,
            situation,
            request,
            since: start,
            isNew: primary.id != situation.service?.primary?.id
        )
    }

    private func begun(
        _ deployment: ECSDeployment,
        _ revision: RegisteredTaskDefinition,
        _ situation: Situation,
        _ request: DeployRequest,
        since start: Duration,
        isNew: Bool
    ) -> BegunDeployment {
        let desired = request.desiredCount ?? situation.service?.desiredCount ?? deployment.desiredCount
        // After a crash the live revision is the new one, and its tag tells what was there before.
        let tagged = revision.arn.sibling(Release(tags: revision.tags)?.previous)
        let previous = situation.previous.flatMap { $0 == revision.arn ? nil : $0 } ?? tagged
        return BegunDeployment(
            subject: RolloutSubject(
                deployment: deployment.id,
                revision: revision.arn,
                before: situation.service?.primary.flatMap { $0.id == deployment.id ? nil : $0.taskDefinition }
                    ?? previous,
                since: deployment.createdAt,
                wantsTasks: desired > 0,
                isNew: isNew
            ),
            revision: revision,
            previous: previous,
            createdService: situation.service == nil,
            startedAt: start
        )
    }

    /// The revision to deploy: one that is there already, or a new one.
    private func revision(_ request: DeployRequest, _ situation: Situation) async throws -> RegisteredTaskDefinition {
        if let reusable = situation.reusable {
            context.onEvent(.reused(reusable.revision.arn, because: reusable.reason))
            return reusable.revision
        }
        var release = request.release
        release.state = .pending
        release.previous = situation.previous?.short
        let body = try situation.wanted.registration(release)
        let registered = try await RolloutError.wrapping("register a revision", situation.wanted.family) {
            try await context.ecs.registerTaskDefinition(body)
        }
        context.onEvent(.registered(registered.arn))
        return registered
    }

    private func create(_ revision: RegisteredTaskDefinition, _ request: DeployRequest) async throws -> ECSService {
        let reference = request.service
        let body = ServiceBody(request.body ?? [:]).creation(
            name: reference.name,
            revision: revision.arn,
            desiredCount: request.desiredCount
        )
        let token = UUID().uuidString
        let service = try await ambiguous("create the service", reference) {
            try await context.ecs.createService(cluster: reference.cluster, body, clientToken: token)
        } tookEffect: { service in
            service.isActive && service.taskDefinition == revision.arn
        }
        context.onEvent(.created(reference))
        return service
    }

    private func update(
        _ live: ECSService,
        to revision: RegisteredTaskDefinition,
        _ request: DeployRequest,
        _ situation: Situation
    ) async throws -> ECSService {
        let reference = request.service
        var members = situation.changes
        if revision.arn != live.taskDefinition { members["taskDefinition"] = .string(revision.arn.text) }
        if let count = request.desiredCount, count != live.desiredCount {
            members["desiredCount"] = .integer(Int64(count))
        }
        // A failed deployment of this very revision starts anew only when it is forced.
        let isStuck = revision.arn == live.taskDefinition && live.primary?.rolloutState == .failed
        if request.force || isStuck { members["forceNewDeployment"] = true }
        let old = live.primary?.id
        let body = JSON.object(members)
        let service = try await ambiguous("update the service", reference) {
            try await context.ecs.updateService(cluster: reference.cluster, reference.name, body)
        } tookEffect: { service in
            service.taskDefinition == revision.arn && service.primary?.id != old
        }
        context.onEvent(.updated(reference, members: members.keys.sorted()))
        return service
    }

    /// A call that must not be repeated blindly: when its answer is lost, the service tells whether it took effect.
    ///
    /// It is repeated once when it did not.
    private func ambiguous(
        _ operation: String,
        _ reference: ServiceReference,
        _ body: () async throws -> ECSService,
        tookEffect: (ECSService) -> Bool
    ) async throws -> ECSService {
        try await RolloutError.wrapping(operation, reference) {
            do {
                return try await body()
            } catch  where ECSFault.isAmbiguous(error) {
                context.onEvent(.note("The answer to \"\(operation)\" was lost; looking whether it took effect."))
                // ECS may take a moment to show what it has accepted.
                for pause in [Duration.zero, .seconds(1), .seconds(2)] {
                    try await context.clock.sleep(pause)
                    let service = try await context.ecs.service(cluster: reference.cluster, reference.name)
                    if let service, tookEffect(service) { return service }
                }
                return try await body()
            }
        }
    }
}
