import Images

/// What is to be built, and how.
package struct BuildRequest: Sendable {
    /// The network that RUN instructions see. BuildKit knows no others.
    package enum Network: String, Hashable, Sendable {
        case host
        case none
    }

    /// Writes the build context as a tar, piece by piece, and returns warnings about it; what it throws ends
    /// the build and is thrown from there.
    ///
    /// Called on a thread that may block. The engine applies no `.dockerignore` to it, and keeps the owners it
    /// names.
    package typealias ContextWriter = @Sendable (_ write: (_ bytes: [UInt8]) throws -> Void) throws -> [String]

    package var context: ContextWriter
    /// The Dockerfile's path in the context.
    package var dockerfile: String
    /// The names the image gets.
    package var tags: [ImageReference]
    /// The stage to build; nil for the last one.
    package var target: String?
    package var arguments: [String: String] = [:]
    package var labels: [String: String] = [:]
    /// Such as `linux/arm64`; nil for the engine's own.
    package var platform: String?
    package var ignoresCache = false
    /// Whether base images are looked up in their registries even when the engine has them.
    package var pullsBaseImages = false
    /// nil for the engine's default.
    package var network: Network?
    /// Lines of /etc/hosts for RUN instructions: `host:address`.
    package var extraHosts: [String] = []

    package init(context: @escaping ContextWriter, dockerfile: String = "Dockerfile", tags: [ImageReference]) {
        self.context = context
        self.dockerfile = dockerfile
        self.tags = tags
    }

    /// The image's name for people.
    var subject: String { tags.first.map { "\($0)" } ?? "an image from \(dockerfile)" }
}
