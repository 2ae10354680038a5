import Images

/// An image that is in a registry, named by what it is.
package struct PublishedImage: Sendable, Hashable {
    /// Where it lies: registry, repository and, where it has one, the tag.
    package let reference: ImageReference
    /// The digest of its manifest.
    package let digest: Digest

    package init(reference: ImageReference, digest: Digest) {
        self.reference = reference
        self.digest = digest
    }

    /// `registry/repository@sha256:…`, as a task definition names it: no later push can change what runs.
    package var pinned: String {
        ImageReference(registry: reference.registry, repository: reference.repository, digest: digest).description
    }
}
