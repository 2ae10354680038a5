import Images

/// What a push came to.
package struct PushResult: Hashable, Sendable {
    /// The digest of the manifest: the image's name in the registry, whatever its tags.
    package let digest: Digest
    /// The bytes of blobs that were sent and stored.
    package let uploadedBytes: Int
    /// Blobs that the registry had, took over from another repository, and was sent.
    package let existing: Int
    package let mounted: Int
    package let uploaded: Int
    /// Requests to the registry, those for authentication apart.
    package let requests: Int

    /// Whether the registry had the whole image already.
    package var isUnchanged: Bool { uploaded == 0 && mounted == 0 }

    /// The digest and what was sent, in a few words.
    package var inWords: String {
        guard !isUnchanged else { return "\(digest.short), nothing to upload" }
        let layers = uploaded == 1 ? "1 blob" : "\(uploaded) blobs"
        let known = existing + mounted > 0 ? ", \(existing + mounted) were there" : ""
        return "\(digest.short), \(layers) with \(Self.size(uploadedBytes)) uploaded\(known)"
    }

    private static func size(_ bytes: Int) -> String {
        switch bytes {
        case ..<10_000: "\(bytes) bytes"
        case ..<10_000_000: "\(bytes / 1000) kB"
        default: "\(bytes / 1_000_000) MB"
        }
    }
}
