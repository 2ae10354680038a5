import FoundationEssentials

extension Moment {
    private static let start = ContinuousClock.now

    /// This moment, by the machine's clocks.
    static var now: Moment {
        Moment(
            unixSeconds: Int64(Date().timeIntervalSince1970),
            uptime: start.duration(to: .now)
        )
    }
}
