/// What a blob or manifest is, in the words of manifests and `Content-Type` headers.
///
/// Open: an unknown type is kept as it was written.
package struct MediaType: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    // Docker image manifest version 2, schema 2.
    package static let dockerManifest = MediaType(rawValue: "application/vnd.docker.distribution.manifest.v2+json")
    package static let dockerIndex = MediaType(rawValue: "application/vnd.docker.distribution.manifest.list.v2+json")
    package static let dockerConfiguration = MediaType(rawValue: "application/vnd.docker.container.image.v1+json")
    package static let dockerGzipLayer = MediaType(rawValue: "application/vnd.docker.image.rootfs.diff.tar.gzip")

    // OCI image specification, media-types.md.
    package static let ociManifest = MediaType(rawValue: "application/vnd.oci.image.manifest.v1+json")
    package static let ociIndex = MediaType(rawValue: "application/vnd.oci.image.index.v1+json")
    package static let ociConfiguration = MediaType(rawValue: "application/vnd.oci.image.config.v1+json")
    package static let ociGzipLayer = MediaType(rawValue: "application/vnd.oci.image.layer.v1.tar+gzip")
    package static let ociZstdLayer = MediaType(rawValue: "application/vnd.oci.image.layer.v1.tar+zstd")

    /// Whether this is the manifest of one image.
    package var isManifest: Bool { self == .dockerManifest || self == .ociManifest }

    /// Whether this is a list of manifests, one a platform.
    package var isIndex: Bool { self == .dockerIndex || self == .ociIndex }

    /// Whether registries are not meant to be sent such a layer: it stays where its `urls` say
    /// (OCI image specification, layer.md, "Non-Distributable Layers").
    package var isForeignLayer: Bool {
        rawValue.contains(".nondistributable.") || rawValue.contains(".rootfs.foreign.")
    }

    /// All that a client of manifests understands, as an `Accept` header lists them.
    package static let acceptedManifests: [MediaType] = [.dockerManifest, .ociManifest, .ociIndex, .dockerIndex]
}
