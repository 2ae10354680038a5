/// What a person may ask of a rollback.
package struct RollbackOptions: Sendable, Hashable {
    /// A version, `family:7`, `7` or an ARN; nil goes back to the last good revision.
    package var target: String?
    /// Whether to stay until ECS is done.
    package var waits = true
    /// How long ECS may take for one service; nil takes the pipeline's, or 30 minutes.
    package var timeout: Duration?

    package init() {}
}
