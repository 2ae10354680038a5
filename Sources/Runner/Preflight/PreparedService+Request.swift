import AWS
import Pipelines
import Rollouts

extension PreparedService {
    /// What the deployer is asked for.
    ///
    /// - Parameter image: Nil before there is one, to see what would change.
    func request(
        image: PublishedImage?,
        _ connections: Connections,
        _ session: RunSession
    ) async throws -> DeployRequest {
        let members = JSON(release.taskDefinition.members(image: image?.pinned))
        let source: DeployRequest.Source
        var images: [String: String] = [:]
        switch release.taskDefinition.base {
        case .file:
            source = .template(try await connections.resolver.resolve(members))
        case .liveRevision:
            source = .live
            if let liveContainer, let image { images[liveContainer] = image.pinned }
        }
        return DeployRequest(
            service: reference,
            source: source,
            images: images,
            release: Release(
                service: release.name,
                environment: session.header.environment ?? "",
                version: session.header.version ?? "",
                digest: image.map { "\($0.digest)" },
                commit: connections.commit,
                run: session.header.id
            ),
            body: body
        )
    }
}
