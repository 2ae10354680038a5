import AWS

extension ServiceStatus {
    init(_ service: ECSService, _ reference: ServiceReference, release: Release?) {
        self.service = reference
        status = service.status
        desiredCount = service.desiredCount
        runningCount = service.runningCount
        pendingCount = service.pendingCount
        revision = service.taskDefinition
        self.release = release
        deployment = service.primary?.id
        deployedAt = service.primary?.createdAt
        health = Self.health(of: service)
        events = service.events
    }

    /// Whether a service does what it should, and what it lacks.
    ///
    /// The primary deployment tells; failed ones that an emulator keeps in the list do not.
    static func health(of service: ECSService) -> Health {
        guard service.isActive else { return .unhealthy(["the service is \(service.status)"]) }
        let counts = "\(service.primary?.runningCount ?? service.runningCount) of \(service.desiredCount) tasks run"
        switch service.primary?.rolloutState {
        case .failed:
            return .unhealthy([service.primary?.rolloutStateReason ?? "the deployment failed", counts])
        case .inProgress:
            let failed = service.primary?.failedTasks ?? 0
            return .deploying(failed > 0 ? "\(counts), \(failed) failed to start" : counts)
        case .completed, .other, nil:
            break
        }
        if service.desiredCount == 0, service.runningCount == 0 { return .stopped }
        guard service.runningCount < service.desiredCount else { return .healthy }
        let newest = service.events.first?.message
        let telling = newest.flatMap { $0.contains("unable") || $0.contains("unhealthy") ? $0 : nil }
        return .unhealthy([counts] + [telling].compactMap { $0 })
    }
}
