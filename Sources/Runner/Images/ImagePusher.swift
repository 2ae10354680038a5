import Docker
import HTTP
import Images
import Registry

/// Pushes an image of the engine and tells how it goes.
struct ImagePusher: Sendable {
    let engine: DockerEngine
    let http: HTTPClient
    let credentials: RegistryCredentials
    /// Where what earlier pushes learnt is kept.
    let cacheDirectory: String
    /// Whether the repository is known to refuse moving its tags.
    var tagIsImmutable = false

    /// Sends what the registry lacks of an image, and names it.
    ///
    /// - Parameter image: The image's name or id in the engine.
    func push(_ image: String, to reference: ImageReference, tell: StepReporter) async throws -> PushResult {
        let inspection = try await engine.inspect(image)
        var source = PushSource(ImageIdentity(inspection)) {
            let body = try await engine.export(image)
            return PushSource.Export(read: { try body.readBlocking() }, cancel: { body.cancel() })
        }
        source.tagIsImmutable = tagIsImmutable
        let client = RegistryClient(
            reference.registry,
            http: http,
            credentials: { try await credentials.credential(for: $0) }
        )
        return try await client.push(
            source,
            to: reference,
            cache: PushCache(directory: cacheDirectory + "/pushes"),
            progress: { PushNarration.tell($0, of: inspection.size, to: tell) }
        )
    }
}

extension ImageIdentity {
    /// What the engine says of an image, as a push needs it.
    fileprivate init(_ inspection: ImageInspection) {
        self.init(
            id: inspection.id,
            diffIDs: inspection.layers,
            platform: Platform(
                os: inspection.operatingSystem,
                architecture: inspection.architecture,
                variant: inspection.variant.isEmpty ? nil : inspection.variant
            ),
            descriptor: inspection.descriptor.map {
                Descriptor(mediaType: MediaType(rawValue: $0.mediaType), digest: $0.digest, size: $0.size)
            }
        )
    }
}
