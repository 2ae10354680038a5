/// The patience of a watch.
package struct RolloutLimits: Hashable, Sendable {
    /// How long a deployment may take.
    var timeout: Duration = .seconds(30 * 60)
    /// How long ECS may be unreadable before that is said.
    var unreadable: Duration = .seconds(120)
    /// How long ECS may take to list a deployment that it has accepted, or a service that it has created.
    var consistency: Duration = .seconds(60)
    /// How long ECS may take to begin its own rollback once a deployment is marked failed.
    var ownRollback: Duration = .seconds(20)
    /// How long a deployment that was never seen in progress, or lost tasks, has to hold.
    var settling: Duration = .seconds(2)
    /// How long a service may want no tasks, against what was begun, before nothing is expected of it.
    var emptiness: Duration = .seconds(15)
    /// How long an emulator may start no task before it is reminded.
    var idleness: Duration = .seconds(8)
    /// How many tasks may stop for causes that may pass, while none of the deployment runs, before they are not
    /// believed to pass. ECS waits longer and longer between its attempts: these are minutes.
    var persistence = 8

    package init(timeout: Duration = .seconds(30 * 60)) {
        self.timeout = timeout
    }

    /// How long to wait before the next look: every second at first, every five later.
    ///
    /// - Parameter chance: In 0..<1; spreads polls of many services by a tenth either way.
    func interval(at elapsed: Duration, chance: Double) -> Duration {
        let base: Duration =
            if elapsed < .seconds(30) { .seconds(1) } else if elapsed < .seconds(120) { .seconds(2) } else {
                .seconds(5)
            }
        return base * (0.9 + 0.2 * chance)
    }

    /// How many stopped tasks of one deployment make a crash loop.
    ///
    /// Of a single task the second failure; else the third; where others of the same deployment run, as many as the
    /// service wants, up to ten.
    func crashes(desired: Int, running: Int) -> Int {
        let alone = desired <= 1 ? 2 : 3
        return running > 0 ? max(alone, min(10, desired)) : alone
    }
}
