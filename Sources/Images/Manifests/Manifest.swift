/// The manifest of one image: its configuration and its layers, lowest first.
///
/// Docker's schema 2 or the OCI image manifest, which differ in their media types only.
/// Keeps the bytes it was decoded from, because their digest is the image's name.
package struct Manifest: Hashable, Sendable {
    package let mediaType: MediaType
    package let configuration: Descriptor
    package let layers: [Descriptor]
    /// The document as it is stored and sent.
    package let bytes: [UInt8]

    package var digest: Digest { Digest(of: bytes) }

    /// The descriptor under which an index or a registry knows this manifest.
    package var descriptor: Descriptor { Descriptor(mediaType: mediaType, digest: digest, size: bytes.count) }

    private struct Content: Codable {
        var schemaVersion: Int
        var mediaType: MediaType?
        var config: Descriptor
        var layers: [Descriptor]
    }

    private struct Version: Decodable {
        var schemaVersion: Int
        var mediaType: MediaType?
    }

    /// Writes a manifest of Docker's schema 2.
    ///
    /// The media type is always in the document: Amazon ECR refuses manifests without it.
    package init(docker configuration: Descriptor, layers: [Descriptor]) {
        self.mediaType = .dockerManifest
        self.configuration = configuration
        self.layers = layers
        self.bytes = Document.encode(
            Content(schemaVersion: 2, mediaType: .dockerManifest, config: configuration, layers: layers)
        )
    }

    /// Reads a manifest as a registry or an export holds it.
    ///
    /// - Parameter bytes: The document.
    /// - Parameter mediaType: The type it was announced with, for documents that do not name their own.
    package init(decoding bytes: [UInt8], as mediaType: MediaType? = nil) throws(ManifestError) {
        let version = try Document.decode(Version.self, from: bytes, as: "manifest")
        guard version.schemaVersion == 2 else { throw .schema1 }
        let type = version.mediaType ?? mediaType ?? .ociManifest
        guard type.isManifest else { throw .unexpectedMediaType(type.rawValue) }
        let content = try Document.decode(Content.self, from: bytes, as: "manifest")
        self.mediaType = type
        self.configuration = content.config
        self.layers = content.layers
        self.bytes = bytes
    }
}
