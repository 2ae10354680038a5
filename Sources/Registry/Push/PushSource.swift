import Images

/// The image to push: what inspection said of it, and how its bytes are had.
package struct PushSource: Sendable {
    /// An export under way.
    package struct Export: Sendable {
        /// The next bytes, waiting for them; nil at the end. Called on a thread that may block.
        package let read: @Sendable () throws -> [UInt8]?
        /// Ends the export; a waiting `read` returns or throws.
        package let cancel: @Sendable () -> Void

        package init(read: @escaping @Sendable () throws -> [UInt8]?, cancel: @escaping @Sendable () -> Void) {
            self.read = read
            self.cancel = cancel
        }
    }

    package let identity: ImageIdentity
    /// Whether the repository is known to refuse moving its tags: then a taken tag is an error before any upload.
    package var tagIsImmutable = false
    /// Begins an export; called only when the registry lacks something, and again when a blob got lost there.
    package let export: @Sendable () async throws -> Export

    package init(_ identity: ImageIdentity, export: @escaping @Sendable () async throws -> Export) {
        self.identity = identity
        self.export = export
    }
}
