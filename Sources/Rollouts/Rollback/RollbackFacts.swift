import AWS

/// What is known of a service's past when a revision to go back to is looked for.
struct RollbackFacts: Sendable {
    /// One revision as it is registered.
    struct Revision: Hashable, Sendable {
        let arn: TaskDefinitionARN
        let isActive: Bool
        let release: Release?

        /// Whether it may be gone back to without having been named.
        var isEligible: Bool {
            isActive && release?.state != .failed && release?.state != .rolledBack
        }
    }

    /// The revision that is live, or on its way.
    var leaving: TaskDefinitionARN
    /// The revisions of successful service deployments, newest first; empty where ECS keeps no such history.
    var successes: [TaskDefinitionARN] = []
    /// The revision that serves while another one is on its way.
    var serving: TaskDefinitionARN?
    /// What is known of revisions; the family's newest first.
    var revisions: [Revision] = []

    func revision(_ arn: TaskDefinitionARN) -> Revision? {
        revisions.first { $0.arn == arn }
    }
}
