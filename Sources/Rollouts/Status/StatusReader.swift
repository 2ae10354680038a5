import AWS
import FoundationEssentials

/// Reads what runs, what ran, and why something failed; changes nothing.
package struct StatusReader: Sendable {
    let context: RolloutContext

    /// A reader over a client of the service's account and region.
    package init(client: AWSClient) {
        self.init(call: { try await client.call($0, $1, $2) })
    }

    /// A reader over any way of calling AWS, such as one that keeps a budget of calls.
    package init(call: @escaping ECS.Call) {
        context = RolloutContext(call: call, clock: .system, onEvent: { _ in })
    }

    /// How a service does now; nil when the cluster has none of that name.
    ///
    /// - Throws: `RolloutError` or `CancellationError`.
    package func status(of reference: ServiceReference) async throws -> ServiceStatus? {
        try await RolloutError.wrapping("read the status", reference) {
            guard let service = try await context.ecs.service(cluster: reference.cluster, reference.name) else {
                return nil
            }
            let revision: RegisteredTaskDefinition? =
                if let arn = service.taskDefinition { try await context.revision(arn) } else { nil }
            return ServiceStatus(service, reference, release: revision.flatMap { Release(tags: $0.tags) })
        }
    }

    /// What was live when, newest first: ECS's service deployments where there are any, else the family's revisions.
    ///
    /// - Throws: `RolloutError` or `CancellationError`.
    package func history(of reference: ServiceReference, limit: Int = 20) async throws -> [HistoryEntry] {
        try await RolloutError.wrapping("read the history", reference) {
            guard let service = try await context.ecs.service(cluster: reference.cluster, reference.name) else {
                throw RolloutError(
                    .failed,
                    operation: "read the history",
                    subject: "\(reference)",
                    cause: "the service does not exist",
                    hint: "Look at the names of the service and the cluster."
                )
            }
            let list = try await context.ecs.listServiceDeployments(
                cluster: reference.cluster,
                reference.name,
                limit: limit
            )
            if let records = list.value, !records.isEmpty { return try await entries(records, of: service) }
            return try await entries(ofFamilyOf: service, limit: limit)
        }
    }

    private func entries(_ records: [ServiceDeployment], of service: ECSService) async throws -> [HistoryEntry] {
        let arns = records.compactMap(\.targetServiceRevision).uniqued()
        let targets = try await context.ecs.describeServiceRevisions(arns).value ?? []
        let byARN = Dictionary(targets.map { ($0.arn, $0) }, uniquingKeysWith: { first, _ in first })
        let registered = try await context.revisions(targets.compactMap(\.taskDefinition).uniqued())
        return records.compactMap { record in
            guard let revision = record.targetServiceRevision.flatMap({ byARN[$0]?.taskDefinition }) else { return nil }
            let known = registered.first { $0.arn == revision }
            return HistoryEntry(
                revision: revision,
                release: known.flatMap { Release(tags: $0.tags) },
                date: record.startedAt ?? record.createdAt,
                result: record.status?.rawValue ?? record.document["status"]?.string,
                reason: record.rollbackReason ?? record.statusReason,
                isLive: record.arn == service.currentServiceDeployment
                    || (service.currentServiceDeployment == nil && revision == service.taskDefinition),
                registeredBy: known?.registeredBy
            )
        }
    }

    private func entries(ofFamilyOf service: ECSService, limit: Int) async throws -> [HistoryEntry] {
        guard let live = service.taskDefinition else { return [] }
        let arns = try await context.ecs.listTaskDefinitions(family: live.family, limit: limit)
        return try await context.revisions(arns).map { revision in
            let release = Release(tags: revision.tags)
            return HistoryEntry(
                revision: revision.arn,
                release: release,
                date: revision.registeredAt,
                result: release?.state.rawValue,
                reason: nil,
                isLive: revision.arn == live,
                registeredBy: revision.registeredBy
            )
        }
    }

    /// What is known of the newest trouble of a service: its stopped tasks of about the last hour, their logs, the
    /// scheduler's messages. Nil when there is none to be seen.
    ///
    /// - Throws: `RolloutError` or `CancellationError`.
    package func diagnosis(of reference: ServiceReference) async throws -> FailureReport? {
        try await RolloutError.wrapping("read the diagnosis", reference) {
            let ecs = context.ecs
            guard let service = try await ecs.service(cluster: reference.cluster, reference.name) else { return nil }
            let arns = try await ecs.listTasks(
                cluster: reference.cluster,
                service: reference.name,
                desiredStatus: "STOPPED"
            )
            let stops = try await ecs.describeTasks(cluster: reference.cluster, arns)
                .map { (task: $0, cause: StopCause(of: $0)) }
                .filter { $0.cause.weight != .harmless }
                .sorted { ($0.task.stoppedAt ?? .distantPast) < ($1.task.stoppedAt ?? .distantPast) }
            let failed = service.deployments.first { $0.rolloutState == .failed }
            guard let revision = stops.last?.task.taskDefinition ?? failed?.taskDefinition else { return nil }
            let deployment = service.deployments.first { $0.taskDefinition == revision }
            let subject = RolloutSubject(
                deployment: deployment?.id,
                revision: revision,
                before: nil,
                since: deployment?.createdAt
            )
            let end = RolloutWatch.End(
                verdict: .failed(reason: ""),
                progress: nil,
                deployment: deployment?.id,
                stops: stops.filter { $0.task.taskDefinition == revision },
                service: service
            )
            return try await FailureReader(context: context).report(
                end,
                of: subject,
                summary: deployment?.rolloutStateReason ?? stops.last?.cause.meaning ?? "The deployment failed.",
                definition: try await context.revision(revision)
            )
        }
    }
}
