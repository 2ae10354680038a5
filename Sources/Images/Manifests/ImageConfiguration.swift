/// What an image's configuration says about its layers and its machine (OCI image specification, config.md).
///
/// Keeps the bytes it was decoded from: their digest is the image's id.
package struct ImageConfiguration: Hashable, Sendable {
    package let platform: Platform
    /// The SHA-256 of each layer's uncompressed tar, lowest first. The same layer may come twice.
    package let diffIDs: [Digest]
    package let bytes: [UInt8]

    package var digest: Digest { Digest(of: bytes) }

    private struct Content: Decodable {
        struct RootFS: Decodable {
            var diff_ids: [Digest]?
        }
        var architecture: String?
        var os: String?
        var variant: String?
        var rootfs: RootFS
    }

    /// Reads a configuration.
    package init(decoding bytes: [UInt8]) throws(ManifestError) {
        let content = try Document.decode(Content.self, from: bytes, as: "image configuration")
        self.platform = Platform(
            os: content.os ?? "linux",
            architecture: content.architecture ?? "amd64",
            variant: content.variant
        )
        self.diffIDs = content.rootfs.diff_ids ?? []
        self.bytes = bytes
    }
}
