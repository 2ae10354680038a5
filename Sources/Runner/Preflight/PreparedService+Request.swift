import AWS
import Pipelines
import Rollouts

extension PreparedService {
    /// What the deployer is asked for.
    ///
    /// - Parameters:
    ///   - image: Nil before there is one.
    ///   - placeholder: What stands for the image until then, to see what would change.
    func request(
        image: PublishedImage?,
        placeholder: String? = nil,
        _ connections: Connections,
        _ session: RunSession
    ) async throws -> DeployRequest {
        let pinned = image?.pinned ?? placeholder
        let members = JSON(release.taskDefinition.members(image: pinned))
        let source: DeployRequest.Source
        var images: [String: String] = [:]
        switch release.taskDefinition.base {
        case .file:
            source = .template(try await connections.resolver.resolve(members))
        case .liveRevision:
            source = .live
            if let liveContainer, let pinned { images[liveContainer] = pinned }
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
