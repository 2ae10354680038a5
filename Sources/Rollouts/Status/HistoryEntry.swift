import AWS
import FoundationEssentials

/// One deployment of the past.
package struct HistoryEntry: Hashable, Sendable {
    package let revision: TaskDefinitionARN
    package let release: Release?
    /// When the deployment began, or the revision was registered.
    package let date: Date?
    /// What became of it, in ECS's word (`SUCCESSFUL`…) or shipit's (`good`…); nil when neither knows.
    package let result: String?
    package let reason: String?
    package let isLive: Bool
    /// Who registered the revision.
    package let registeredBy: String?
}
