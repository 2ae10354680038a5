import AWS
import Docker
import Images
import Pipelines
import Registry

/// Brings a service's image into its registry and tells what it is called there, by digest.
package struct ImagePublisher: Sendable {
    let connections: Connections
    let session: RunSession
    /// Whether a repository that is not there is created before the push.
    let createsRepositories: Bool

    package init(connections: Connections, session: RunSession, createsRepositories: Bool) {
        self.connections = connections
        self.session = session
        self.createsRepositories = createsRepositories
    }

    /// Builds and pushes, or looks up an image that is in a registry already; nil when the task definition names
    /// its images itself.
    package func publish(_ release: ServiceRelease, _ options: DeployOptions) async throws -> PublishedImage? {
        switch release.image {
        case .asWritten:
            return nil
        case .existing(let text):
            return try await find(text, for: release.name)
        case .build(let recipe):
            let reference = try reference(of: release)
            try await build(recipe, as: reference, for: release.name, options)
            return try await push(reference, for: release.name)
        }
    }

    /// Builds a service's image under the name that it will have in the registry.
    package func build(
        _ recipe: BuildRecipe,
        as reference: ImageReference,
        for service: String,
        _ options: DeployOptions
    ) async throws {
        let builder = ImageBuilder(engine: connections.engine, credentials: connections.credentials)
        try await session.perform(.build, of: service) { tell in
            let id = try await builder.build(recipe, as: reference, ignoresCache: options.ignoresCache, tell: tell)
            return ((), "\(reference), \(id.short)")
        }
    }

    /// Pushes an image of the engine to the registry it is named for.
    package func push(_ reference: ImageReference, for service: String) async throws -> PublishedImage {
        try await session.perform(.push, of: service) { tell in
            let ensured = createsRepositories && connections.isECR
            let repository = ensured ? try await ensureRepository(reference, for: service) : nil
            let pusher = ImagePusher(
                engine: connections.engine,
                http: connections.http,
                credentials: connections.credentials,
                cacheDirectory: connections.cacheDirectory,
                tagIsImmutable: repository?.hasImmutableTags ?? false
            )
            let result = try await pusher.push("\(reference)", to: reference, tell: tell)
            return (PublishedImage(reference: reference, digest: result.digest), result.inWords)
        }
    }

    /// The name of a service's image in the registry.
    package func reference(of release: ServiceRelease) throws -> ImageReference {
        let version = session.header.version ?? ""
        guard let repository = RepositoryName(release.repository) else {
            throw ImageReferenceError.invalidRepository(release.repository)
        }
        guard let tag = ImageTag(version) else { throw ImageReferenceError.invalidTag(version) }
        return ImageReference(registry: connections.registry, repository: repository, tag: tag)
    }

    private func ensureRepository(_ reference: ImageReference, for service: String) async throws -> ECRRepository {
        let ecr = ECR(connections.aws)
        let name = reference.repository.description
        if let repository = try await ecr.repository(name) { return repository }
        let created = try await ecr.createRepository(name)
        session.emit(.note(service: service, "created the repository \(name) in \(reference.registry)"))
        return created
    }

    private func find(_ text: String, for service: String) async throws -> PublishedImage {
        let reference = try ImageReference(parsing: text)
        if let digest = reference.digest { return PublishedImage(reference: reference, digest: digest) }
        return try await session.perform(.push, of: service) { _ in
            guard
                let digest = try await connections.registryClient(for: reference.registry).manifestDigest(of: reference)
            else {
                throw RunFailure(
                    "the image \(reference) is not in its registry",
                    hint: "push it first, or correct the pipeline's `image`",
                    verdict: .refused
                )
            }
            return (PublishedImage(reference: reference, digest: digest), "\(reference) is \(digest)")
        }
    }
}
