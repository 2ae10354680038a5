import Images

/// What the engine knows of an image it has.
package struct ImageInspection: Hashable, Sendable {
    /// The image's manifest, which only engines with the containerd store keep.
    package struct Descriptor: Hashable, Sendable {
        package let digest: Digest
        package let mediaType: String
        package let size: Int
    }

    /// The engine's id of the image (see `BuildResult.imageID`).
    package let id: Digest
    /// Its names, as `repository:tag`.
    package let tags: [String]
    /// The digests of its layers, uncompressed, from the lowest.
    package let layers: [Digest]
    package let descriptor: Descriptor?
    package let architecture: String
    /// The processor's variant, such as `v8`; empty mostly.
    package let variant: String
    package let operatingSystem: String
    /// In bytes; of the containerd store compressed layers count too.
    package let size: Int
    /// As the engine writes it: RFC 3339, with fractions of a second; empty when it does not say.
    package let created: String
}
