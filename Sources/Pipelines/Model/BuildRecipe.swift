/// How a service's image is built.
package struct BuildRecipe: Hashable, Sendable {
    /// The folder of the context, seen from where the pipeline file's path is seen from.
    package let context: String
    /// The Dockerfile's path inside the context, as in Compose.
    package let dockerfile: String
    /// The stage to stop at.
    package let target: String?
    /// Build arguments. Never for secrets: they stay in the image's history.
    package let arguments: [String: String]
    package let labels: [String: String]
    /// `os/architecture[/variant]`; nil: the engine's own.
    package let platform: String?
}
