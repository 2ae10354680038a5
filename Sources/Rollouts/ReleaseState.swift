/// What became of a revision, as its `shipit:state` tag says.
package enum ReleaseState: String, Hashable, Sendable, Codable {
    /// Registered; its deployment has not ended yet.
    case pending
    /// It was healthy.
    case good
    /// Its deployment failed.
    case failed
    /// It was live, and somebody went back from it.
    case rolledBack = "rolled-back"
}
