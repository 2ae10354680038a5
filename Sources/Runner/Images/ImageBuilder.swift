import Docker
import Images
import Pipelines

/// Builds a service's image and tells how it goes.
struct ImageBuilder: Sendable {
    let engine: DockerEngine
    let credentials: RegistryCredentials

    /// Builds the image and names it as it will be called in the registry.
    ///
    /// - Returns: The engine's id of the image.
    func build(
        _ recipe: BuildRecipe,
        as reference: ImageReference,
        ignoresCache: Bool,
        tell: StepReporter
    ) async throws -> Digest {
        let context = try BuildContext(directory: recipe.context, dockerfile: recipe.dockerfile)
        var request = BuildRequest(
            context: { write in
                try context.writeArchive(to: write).skippedSockets.map {
                    "left the socket \($0) out of the build context"
                }
            },
            dockerfile: context.dockerfileName,
            tags: [reference]
        )
        request.target = recipe.target
        request.arguments = recipe.arguments
        request.labels = labels(of: reference).merging(recipe.labels) { _, own in own }
        request.platform = recipe.platform
        request.ignoresCache = ignoresCache
        let result = try await engine.build(
            request,
            credentials: { try await credentials.credential(for: $0) },
            onProgress: { BuildNarration.tell($0, to: tell) }
        )
        return result.imageID
    }

    /// OCI's annotation names, as labels (image specification, annotations.md, "Pre-Defined Annotation Keys").
    ///
    /// Not the commit: it would change every image with every commit, and with it every service of a repository
    /// that holds several. The revision's tags hold it.
    private func labels(of reference: ImageReference) -> [String: String] {
        reference.tag.map { ["org.opencontainers.image.version": $0.description] } ?? [:]
    }
}
