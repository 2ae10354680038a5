/// What is to be done next about a deployment that is watched.
package enum RolloutAction: Hashable, Sendable {
    /// Look again after this time.
    case poll(after: Duration, RolloutFetch)
    /// Tell how far it has come.
    case report(RolloutProgress)
    /// Tell that ECS cannot be read for this long.
    case reportUnreadable(for: Duration, String)
    /// Send an update that changes nothing: an emulator's scheduler wakes up only when something is asked of it.
    case remind
    /// It has ended; there is nothing more to look at.
    case conclude(RolloutVerdict)
}
