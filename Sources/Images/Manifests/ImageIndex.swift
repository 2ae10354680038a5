/// A list of manifests, one a platform: an OCI image index or Docker's manifest list.
package struct ImageIndex: Hashable, Sendable {
    package let mediaType: MediaType
    package let manifests: [Descriptor]
    /// The document as it is stored and sent.
    package let bytes: [UInt8]

    package var digest: Digest { Digest(of: bytes) }

    private struct Content: Decodable {
        var mediaType: MediaType?
        var manifests: [Descriptor]
    }

    /// Reads an index.
    package init(decoding bytes: [UInt8], as mediaType: MediaType? = nil) throws(ManifestError) {
        let content = try Document.decode(Content.self, from: bytes, as: "image index")
        let type = content.mediaType ?? mediaType ?? .ociIndex
        guard type.isIndex else { throw .unexpectedMediaType(type.rawValue) }
        self.mediaType = type
        self.manifests = content.manifests
        self.bytes = bytes
    }

    /// The image for a platform; attestations are no images.
    ///
    /// An index with a single image that names no platform offers it to everybody.
    /// - Throws: `ManifestError.noPlatform` with what is offered instead.
    package func manifest(for platform: Platform) throws(ManifestError) -> Descriptor {
        let images = manifests.filter { !$0.isAttestation }
        let fitting = images.filter { $0.platform.map(platform.accepts) ?? false }
        if let exact = fitting.first(where: { $0.platform?.variant == platform.variant }) ?? fitting.first {
            return exact
        }
        if images.count == 1, let only = images.first, only.platform == nil { return only }
        throw .noPlatform(
            wanted: platform.description,
            offered: images.map { $0.platform?.description ?? "an unnamed platform" }
        )
    }
}
