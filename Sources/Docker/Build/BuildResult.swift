import Images

/// What a build made.
package struct BuildResult: Hashable, Sendable {
    /// The engine's id of the image: the digest of its configuration, or of its manifest where the engine
    /// keeps images in the containerd store.
    package let imageID: Digest
}
