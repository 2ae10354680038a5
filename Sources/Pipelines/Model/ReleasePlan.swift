/// One version of the chosen services going to one environment, in order.
package struct ReleasePlan: Sendable {
    /// The pipeline's name.
    package let pipeline: String
    package let environment: TargetEnvironment
    /// Nil in plans for commands that look and do not deploy.
    package let version: String?
    /// Services in an order in which each follows what it depends on; the file's order breaks ties.
    package let services: [ServiceRelease]
    /// The same services in groups: each group may run side by side once the groups before it are done.
    package let waves: [[ServiceRelease]]
    /// What is doubtful about this release.
    package let warnings: [Diagnostic]
}
