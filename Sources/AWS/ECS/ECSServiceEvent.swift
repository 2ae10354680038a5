import FoundationEssentials

/// A message of the service scheduler.
package struct ECSServiceEvent: Hashable, Sendable {
    package let id: String
    package let createdAt: Date?
    package let message: String

    package init?(_ json: JSON) {
        guard let message = json["message"]?.string else { return nil }
        id = json["id"]?.string ?? message
        createdAt = json["createdAt"]?.date
        self.message = message
    }
}
