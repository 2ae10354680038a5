/// A reference to a blob or manifest by its content (OCI image specification, descriptor.md).
package struct Descriptor: Hashable, Sendable, Codable {
    package let mediaType: MediaType
    package let digest: Digest
    /// The size in bytes.
    package let size: Int
    /// In an index: the machine the manifest is for.
    package var platform: Platform?
    package var annotations: [String: String]?

    package init(mediaType: MediaType, digest: Digest, size: Int, platform: Platform? = nil) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        self.platform = platform
    }

    /// Whether this manifest of an index holds BuildKit's attestations and is no image.
    package var isAttestation: Bool {
        annotations?["vnd.docker.reference.type"] == "attestation-manifest"
            || (platform?.os == "unknown" && platform?.architecture == "unknown")
    }
}
