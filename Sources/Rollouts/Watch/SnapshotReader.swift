import AWS
import FoundationEssentials

/// Reads snapshots of a service, asking for each thing no more often than it can have changed.
struct SnapshotReader {
    let context: RolloutContext
    let reference: ServiceReference
    let subject: RolloutSubject
    /// The service as last read.
    private(set) var service: ECSService?
    private var settledTasks: Set<String> = []
    private var ownRecord: String?
    private var fruitlessSearches = 0
    private var saidBlind = false

    init(context: RolloutContext, service: ServiceReference, subject: RolloutSubject) {
        self.context = context
        reference = service
        self.subject = subject
    }

    /// One look; an error is an observation, and only cancellation is thrown.
    mutating func look(_ fetch: RolloutFetch, id: ServiceDeploymentID?) async throws -> RolloutObservation {
        do {
            let service = try await context.ecs.service(cluster: reference.cluster, reference.name)
            self.service = service ?? self.service
            if let service, let id, service.primary?.id == id, let record = service.currentServiceDeployment {
                ownRecord = record
            }
            let stopped = fetch.contains(.stoppedTasks) && service != nil ? try await evidence() : []
            let record: ServiceDeploymentReading =
                fetch.contains(.serviceDeployment) && service != nil ? try await serviceDeployment() : .notRead
            return .read(RolloutSnapshot(service: service, stopped: stopped, serviceDeployment: record))
        } catch let error as CancellationError {
            throw error
        } catch {
            try Task.checkCancellation()
            return .unreadable("\(error)")
        }
    }

    /// The stopped tasks; none when they cannot be read, which is said once: the service alone decides then.
    private mutating func evidence() async throws -> [ECSTask] {
        do {
            return try await stoppedTasks()
        } catch let error as CancellationError {
            throw error
        } catch {
            if !saidBlind { context.onEvent(.note("Stopped tasks cannot be read: \(error)")) }
            saidBlind = true
            return []
        }
    }

    /// The stopped tasks that were not wholly stopped when they were last seen.
    private mutating func stoppedTasks() async throws -> [ECSTask] {
        let arns = try await context.ecs.listTasks(
            cluster: reference.cluster,
            service: reference.name,
            desiredStatus: "STOPPED"
        )
        let tasks = try await context.ecs.describeTasks(
            cluster: reference.cluster,
            arns.filter { !settledTasks.contains($0) }
        )
        settledTasks.formUnion(tasks.filter(\.isStopped).map(\.arn))
        return tasks
    }

    /// ECS's own record of our deployment; unavailable for good after three searches without a find.
    private mutating func serviceDeployment() async throws -> ServiceDeploymentReading {
        if ownRecord == nil, fruitlessSearches < 3 {
            ownRecord = try await findRecord()
            fruitlessSearches += 1
        }
        guard let ownRecord else { return .unavailable }
        let found = try await context.ecs.describeServiceDeployments([ownRecord])
        return found.value?.first.map { .read($0) } ?? .unavailable
    }

    /// Looks for the newest record since ours began whose target is our revision.
    private func findRecord() async throws -> String? {
        let since = subject.since.map { $0 - 5 }
        let list = try await context.ecs.listServiceDeployments(
            cluster: reference.cluster,
            reference.name,
            since: since,
            limit: 10
        )
        guard let records = list.value, !records.isEmpty else { return nil }
        let revisions = try await context.ecs.describeServiceRevisions(records.compactMap(\.targetServiceRevision))
        let ours = Set(
            (revisions.value ?? []).filter { $0.taskDefinition == subject.revision }.map(\.arn)
        )
        return records.first { $0.targetServiceRevision.map { ours.contains($0) } ?? false }?.arn
    }
}
