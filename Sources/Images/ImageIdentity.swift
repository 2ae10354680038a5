/// What the engine's inspection says an image is, before a byte of it is exported.
package struct ImageIdentity: Hashable, Sendable {
    /// The image's id: the digest of its configuration in a graph driver's store, of its manifest or index in
    /// containerd's.
    package let id: Digest
    /// The layers' uncompressed digests, lowest first; the same layer may come twice.
    package let diffIDs: [Digest]
    package let platform: Platform
    /// The manifest or index under which containerd's store keeps the image; nil in a graph driver's store.
    ///
    /// With it blobs are sent as they are stored, and the digest in the registry is known beforehand.
    package let descriptor: Descriptor?

    package init(id: Digest, diffIDs: [Digest], platform: Platform, descriptor: Descriptor? = nil) {
        self.id = id
        self.diffIDs = diffIDs
        self.platform = platform
        self.descriptor = descriptor
    }
}
