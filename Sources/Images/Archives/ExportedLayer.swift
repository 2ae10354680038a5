/// A layer at the moment its bytes begin to arrive, and what is known of it by then.
package struct ExportedLayer: Hashable, Sendable {
    /// How a layer is kept in the export.
    package enum Content: Hashable, Sendable {
        /// An uncompressed tar from a graph driver's store; the diff id where the entry's name tells it.
        case uncompressed(diffID: Digest?)
        /// A blob as containerd's store keeps it and as it is to be sent.
        case stored(Digest)
    }

    package let content: Content
    /// The size in bytes as it stands in the export.
    package let size: Int
}
