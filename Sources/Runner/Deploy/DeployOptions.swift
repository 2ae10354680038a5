/// What a person may ask of a deploy beyond what the pipeline says.
package struct DeployOptions: Sendable, Hashable {
    /// Whether to stay until ECS is done.
    package var waits = true
    /// How long ECS may take for one service; nil takes the pipeline's, or 30 minutes.
    package var timeout: Duration?
    /// Start a deployment even where nothing changed.
    package var forces = false
    /// Replace a deployment that somebody else has under way.
    package var supersedes = false
    /// How many tasks; nil leaves the count alone.
    package var desiredCount: Int?
    /// Build without the engine's cache.
    package var ignoresCache = false

    package init() {}
}
