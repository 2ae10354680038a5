import HTTP
import Images
import Pipelines
import Registry
import Rollouts

/// Finds out what a deploy would change, and changes nothing.
package struct PlanRun: Sendable {
    private let plan: ReleasePlan
    private let options: DeployOptions
    private let session: RunSession
    private let workspace: Workspace
    private let http: HTTPClient

    /// - Parameter options: What the deploy would be asked for.
    package init(
        _ plan: ReleasePlan,
        options: DeployOptions = DeployOptions(),
        session: RunSession,
        workspace: Workspace,
        http: HTTPClient
    ) {
        self.plan = plan
        self.options = options
        self.session = session
        self.workspace = workspace
        self.http = http
    }

    /// What would happen to each service, in order.
    package func run() async throws -> [PlannedService] {
        try await session.perform(.preflight, of: nil) { tell in
            let connections = try await Connections.open(
                plan.environment,
                session: session.header.id,
                in: workspace,
                http: http
            )
            var options = options
            // A plan looks: somebody's deployment in the way is told, not refused.
            options.supersedes = true
            let prepared = try await Preflight(plan, connections, session).prepare(options, tell: tell)
            var planned: [PlannedService] = []
            for service in prepared {
                planned.append(try await look(at: service, connections))
            }
            return (planned, connections.inWords)
        }
    }

    private func look(at service: PreparedService, _ connections: Connections) async throws -> PlannedService {
        let image = try await image(of: service.release, connections)
        var request =
            switch image {
            case .published(let found): try await service.request(image: found, connections, session)
            case .toBuild(let name): try await service.request(image: nil, placeholder: name, connections, session)
            case .asWritten: try await service.request(image: nil, connections, session)
            }
        request.ask(for: options)
        return PlannedService(
            name: service.release.name,
            image: image,
            plan: try await Deployer(client: connections.aws).plan(request)
        )
    }

    /// The image as far as the registry knows it.
    private func image(of release: ServiceRelease, _ connections: Connections) async throws -> PlannedImage {
        let reference: ImageReference
        switch release.image {
        case .asWritten: return .asWritten
        case .existing(let text): reference = try ImageReference(parsing: text)
        case .build:
            reference = try connections.publisher(session, for: plan.environment).reference(of: release)
        }
        if let digest = reference.digest { return .published(PublishedImage(reference: reference, digest: digest)) }
        guard let digest = try await connections.registryClient(for: reference.registry).manifestDigest(of: reference)
        else { return .toBuild("\(reference)") }
        return .published(PublishedImage(reference: reference, digest: digest))
    }
}
