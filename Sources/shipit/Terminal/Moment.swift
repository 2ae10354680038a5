/// A point in time, for a person's clock and for measuring.
struct Moment: Sendable, Hashable {
    /// Seconds since 1970 in UTC.
    let unixSeconds: Int64
    /// Time since some fixed point; only differences mean anything, and it never runs back.
    let uptime: Duration

    /// `12:03:04Z`: UTC, so that lines of machines in different places can be laid side by side.
    var timeOfDay: String {
        let second = (unixSeconds % 86400 + 86400) % 86400
        let parts = [second / 3600, second / 60 % 60, second % 60]
        return parts.map { ($0 < 10 ? "0" : "") + String($0) }.joined(separator: ":") + "Z"
    }
}
