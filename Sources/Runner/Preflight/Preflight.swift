import AWS
import Docker
import Images
import Pipelines
import Rollouts

/// The checks of a deploy before anything changes, for all services at once.
///
/// What is found wrong is reported together; a single failure keeps its own words.
struct Preflight: Sendable {
    private let plan: ReleasePlan
    private let connections: Connections
    private let session: RunSession

    init(_ plan: ReleasePlan, _ connections: Connections, _ session: RunSession) {
        self.plan = plan
        self.connections = connections
        self.session = session
    }

    /// Checks everything, and returns the services ready to be deployed.
    ///
    /// - Throws: `RunFailure` with all that is wrong.
    func prepare(_ options: DeployOptions, tell: StepReporter) async throws -> [PreparedService] {
        for warning in plan.warnings { tell.warn(warning.headline) }
        tell.progress("checking the cluster, the engine and the registry")
        var failures: [RunFailure] = []
        try await attempt("checking the cluster", &failures) { try await checkCluster() }
        if plan.services.contains(where: \.isBuilt) {
            try await attempt("asking the Docker Engine", &failures) { _ = try await connections.engine.profile() }
            for service in plan.services {
                try await attempt("looking at the build of \(service.name)", &failures) {
                    try checkContext(of: service)
                }
            }
            for service in plan.services where connections.isECR {
                try await attempt("checking the repository of \(service.name)", &failures) {
                    try await checkRepository(of: service)
                }
            }
        }
        if let failure = RunFailure.combined(failures, "nothing was changed") { throw failure }
        return try await prepareServices(options, tell: tell)
    }

    // MARK: What all services share

    private func checkCluster() async throws {
        let name = plan.environment.cluster
        let (clusters, _) = try await ECS(connections.aws).describeClusters([name])
        guard clusters.contains(where: { $0["status"]?.string == "ACTIVE" }) else {
            throw RunFailure(
                "there is no cluster '\(name)' in account \(connections.identity.account), \(connections.aws.region)",
                hint: "create it, or correct `cluster` of environment \(plan.environment.name)",
                verdict: .refused
            )
        }
    }

    private func checkContext(of service: ServiceRelease) throws {
        guard case .build(let recipe) = service.image else { return }
        _ = try BuildContext(directory: recipe.context, dockerfile: recipe.dockerfile)
    }

    private func checkRepository(of service: ServiceRelease) async throws {
        guard service.isBuilt, !plan.environment.createRepositories else { return }
        guard try await ECR(connections.aws).repository(service.repository) == nil else { return }
        throw RunFailure(
            "there is no repository '\(service.repository)' in \(connections.registry)",
            hint: "create it, or set `createRepositories: true` for environment \(plan.environment.name)",
            verdict: .refused
        )
    }

    // MARK: Each service

    private func prepareServices(_ options: DeployOptions, tell: StepReporter) async throws -> [PreparedService] {
        tell.progress("looking up names and what is live")
        let outcomes = await withTaskGroup { group in
            for service in plan.services {
                // One exit: Swift 6.3 with optimisation mixes up the pair when each branch returns its own.
                group.addTask { (service.name, await attempt(service, options)) }
            }
            var outcomes: [String: Result<PreparedService, any Error>] = [:]
            for await (name, outcome) in group { outcomes[name] = outcome }
            return outcomes
        }
        var failures: [RunFailure] = []
        var prepared: [PreparedService] = []
        for service in plan.services {
            switch outcomes[service.name] {
            case .success(let ready): prepared.append(ready)
            case .failure(let error as CancellationError): throw error
            case .failure(let error): failures.append(RunFailure(error, while: "checking \(service.name)"))
            case nil: throw CancellationError()
            }
        }
        if let failure = RunFailure.combined(failures, "nothing was changed") { throw failure }
        return prepared
    }

    private func attempt(_ release: ServiceRelease, _ options: DeployOptions) async -> Result<
        PreparedService, any Error
    > {
        do {
            return .success(try await prepare(release, options))
        } catch {
            return .failure(error)
        }
    }

    private func prepare(_ release: ServiceRelease, _ options: DeployOptions) async throws -> PreparedService {
        let reference = ServiceReference(cluster: plan.environment.cluster, name: release.serviceName)
        let body = try await connections.resolver.resolve(JSON(release.service))
        var prepared = PreparedService(release: release, reference: reference, body: body)
        var request = try await prepared.request(image: nil, connections, session)
        request.ask(for: options)
        let plan = try await Deployer(client: connections.aws).plan(request)
        if let other = plan.inTheWay, !options.supersedes, !isOurs(other, release) {
            throw RunFailure.blocked(release.name, by: other)
        }
        for warning in plan.warnings { session.emit(.warning(service: release.name, warning)) }
        prepared.live = plan.live
        if case .liveRevision = release.taskDefinition.base {
            prepared.liveContainer = try await LiveContainer(connections.aws).choose(for: release, live: plan.live)
        }
        return prepared
    }

    /// Whether a deployment under way is of just the version that is to be deployed: an earlier run's, or another
    /// runner's of the same. The deployment itself decides, once the image's digest is known.
    private func isOurs(_ other: OtherDeployment, _ release: ServiceRelease) -> Bool {
        guard let deployed = other.release else { return false }
        return deployed.service == release.name && deployed.environment == plan.environment.name
            && deployed.version == plan.version
    }

    /// Makes a failing check one of the failures; cancellation goes on up.
    private func attempt(
        _ what: String,
        _ failures: inout [RunFailure],
        _ check: () async throws -> Void
    ) async throws {
        do {
            try await check()
        } catch let error as CancellationError {
            throw error
        } catch {
            failures.append(RunFailure(error, while: what))
        }
    }
}

extension ServiceRelease {
    /// Whether shipit makes the image itself.
    var isBuilt: Bool {
        if case .build = image { true } else { false }
    }
}
