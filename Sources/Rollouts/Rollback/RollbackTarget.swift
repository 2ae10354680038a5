import AWS

/// The revision to go back to, and why it is that one.
package struct RollbackTarget: Hashable, Sendable {
    /// Why it is that revision.
    package enum Reason: Hashable, Sendable {
        /// The newest successful service deployment of another revision.
        case lastSuccessfulDeployment
        /// It still serves while another revision is on its way, or has failed.
        case stillServing
        /// The tag on the live revision says that it was live before.
        case previousTag
        /// The newest earlier revision marked good.
        case markedGood
        /// It was named.
        case named
    }

    package let revision: TaskDefinitionARN
    package let reason: Reason
}
