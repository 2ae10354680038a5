import AWS

extension Deployer {
    /// Finds out what is there and what would change.
    ///
    /// - Throws: `RolloutError` of kind `refused` for what cannot be done at all.
    func survey(_ request: DeployRequest) async throws -> Situation {
        let service = try await liveService(request.service)
        let live = try await liveRevision(of: service)
        let wanted = try await document(request, live: live).settingImages(request.images)
        if service == nil, request.body == nil {
            throw RolloutError(
                .refused,
                operation: "deploy",
                subject: "\(request.service)",
                cause: "the service does not exist, and the pipeline does not say how to create it",
                hint: "Give it a `service` body, or look at the names of the service and the cluster."
            )
        }
        let changes = try service.flatMap { service in
            try request.body.map { try ServiceBody($0).update(of: service) }
        }
        return Situation(
            service: service,
            live: live,
            wanted: wanted,
            reusable: try await reusable(wanted, request, live: live),
            changes: changes ?? [:]
        )
    }

    /// The service, or nil when there is none or only the memory of one.
    private func liveService(_ reference: ServiceReference) async throws -> ECSService? {
        let service = try await RolloutError.wrapping("read the service", reference) {
            try await context.ecs.service(cluster: reference.cluster, reference.name)
        }
        guard let service, service.status != "INACTIVE" else { return nil }
        guard service.isActive else {
            throw RolloutError(
                .refused,
                operation: "deploy",
                subject: "\(reference)",
                cause: "the service is being deleted (\(service.status))",
                hint: "Deploy again once it is gone."
            )
        }
        guard service.controller == "ECS" else {
            throw RolloutError(
                .refused,
                operation: "deploy",
                subject: "\(reference)",
                cause: "its deployments are made by \(service.controller), not by ECS",
                hint: "Change its deploymentController to ECS."
            )
        }
        return service
    }

    private func liveRevision(of service: ECSService?) async throws -> RegisteredTaskDefinition? {
        guard let arn = service?.taskDefinition else { return nil }
        return try await RolloutError.wrapping("read the live revision", arn) {
            try await context.ecs.describeTaskDefinition(arn.text)
        }
    }

    private func document(
        _ request: DeployRequest,
        live: RegisteredTaskDefinition?
    ) async throws -> TaskDefinitionDocument {
        switch request.source {
        case .template(let template):
            return try TaskDefinitionDocument(template: template)
        case .family(let family):
            let newest = try await RolloutError.wrapping("read the task definition", family) {
                try await context.ecs.describeTaskDefinition(family)
            }
            return try TaskDefinitionDocument(newest)
        case .live:
            guard let live else {
                throw RolloutError(
                    .refused,
                    operation: "deploy",
                    subject: "\(request.service)",
                    cause: "there is no live revision to start from",
                    hint: "Give the pipeline a `taskDefinition`."
                )
            }
            return try TaskDefinitionDocument(live)
        }
    }

    /// A revision that holds what is wanted: the live one, or the newest one of the family that an earlier run of the
    /// same version registered and did not come to deploy.
    private func reusable(
        _ wanted: TaskDefinitionDocument,
        _ request: DeployRequest,
        live: RegisteredTaskDefinition?
    ) async throws -> (revision: RegisteredTaskDefinition, reason: String)? {
        if let live, live.isActive, try TaskDefinitionDocument(live).hasSameContent(as: wanted) {
            return (live, "it is live and holds the same")
        }
        guard let newest = try await newestRevision(of: wanted.family), newest.arn != live?.arn,
            let release = Release(tags: newest.tags), release.state == .pending,
            Release.matches(newest.tags["shipit:version"], request.release.version),
            try TaskDefinitionDocument(newest).hasSameContent(as: wanted)
        else { return nil }
        return (newest, "an earlier run of this version registered it")
    }

    private func newestRevision(of family: String) async throws -> RegisteredTaskDefinition? {
        try await RolloutError.wrapping("read the revisions", family) {
            guard let newest = try await context.ecs.listTaskDefinitions(family: family, limit: 1).first else {
                return nil
            }
            return try await context.ecs.describeTaskDefinition(newest.text)
        }
    }
}
