import AWS
import FoundationEssentials

/// Follows one deployment by what is observed of its service: observations in, actions out, no I/O and no clock.
///
/// The rules are those of `When has a deployment succeeded or failed`: our own deployment by its id, never by
/// "one deployment left"; rollout state and counts together, because either alone lies at times; a failing look is
/// no failing deployment.
package struct RolloutMonitor: Sendable {
    let subject: RolloutSubject
    let limits: RolloutLimits

    /// The id, learnt when it was not known from the start.
    var id: ServiceDeploymentID?
    /// Whether our deployment was ever listed.
    var wasListed = false
    var wasInProgress = false
    /// Looks in a row that did not list it although it had been listed.
    var absences = 0
    /// Looks in a row that did not find the service.
    var missing = 0
    var failedSince: Duration?
    var emptySince: Duration?
    /// Since when all that makes a success holds, and how many had stopped then.
    var holdsSince: (at: Duration, stops: Int)?
    var ledger = StopLedger()
    /// Since when fewer tasks than wanted are there, and how many.
    private var idleSince: (at: Duration, tasks: Int)?
    private var unreadableSince: Duration?
    private var unreadableToldAt: Duration?
    private var seenEvents: Set<String> = []
    private(set) var progress: RolloutProgress?

    package init(_ subject: RolloutSubject, limits: RolloutLimits = RolloutLimits()) {
        self.subject = subject
        self.limits = limits
        id = subject.deployment
    }

    /// The first look, at once.
    package func begin() -> [RolloutAction] {
        [.poll(after: .zero, .stoppedTasks)]
    }

    /// Takes one observation and says what to do next; a conclusion is always the last action.
    ///
    /// - Parameters:
    ///   - elapsed: Time since the watch began.
    ///   - chance: In 0..<1; spreads the polls.
    package mutating func observe(
        _ observation: RolloutObservation,
        at elapsed: Duration,
        chance: Double
    ) -> [RolloutAction] {
        var actions: [RolloutAction] = []
        var fetch: RolloutFetch = .stoppedTasks
        switch observation {
        case .unreadable(let reason):
            if let silence = silence(at: elapsed) { actions.append(.reportUnreadable(for: silence, reason)) }
        case .read(let snapshot):
            unreadableSince = nil
            unreadableToldAt = nil
            if let report = absorb(snapshot, at: elapsed) { actions.append(.report(report)) }
            switch judge(snapshot, at: elapsed) {
            case .verdict(let verdict): return actions + [.conclude(verdict)]
            case .ask: return actions + [.poll(after: .zero, [.stoppedTasks, .serviceDeployment])]
            case .wait(let wanted): fetch = wanted
            }
            if isForgotten(snapshot.service, at: elapsed) { actions.append(.remind) }
        }
        guard elapsed < limits.timeout else { return actions + [.conclude(.timedOut)] }
        let interval = min(limits.interval(at: elapsed, chance: chance), limits.timeout - elapsed)
        return actions + [.poll(after: interval, fetch)]
    }

    /// Takes up stopped tasks that were read after the conclusion, for the report alone.
    mutating func hear(_ stopped: [ECSTask]) {
        _ = ledger.take(stopped, of: subject, id: id)
    }

    /// Whether an emulator has stopped starting tasks of our deployment, and no timer of its own will make it go on.
    ///
    /// Real ECS shows a service deployment and keeps at it; there this is never said.
    private mutating func isForgotten(_ service: ECSService?, at elapsed: Duration) -> Bool {
        guard let service, service.currentServiceDeployment == nil, let own = own(in: service), own.isPrimary,
            own.rolloutState == .inProgress, own.runningCount + own.pendingCount < own.desiredCount
        else {
            idleSince = nil
            return false
        }
        let tasks = own.runningCount + own.pendingCount
        guard let since = idleSince, since.tasks == tasks else {
            idleSince = (elapsed, tasks)
            return false
        }
        guard elapsed - since.at >= limits.idleness else { return false }
        idleSince = (elapsed, tasks)
        return true
    }

    /// How long ECS has been unreadable, when that is to be said now: after the limit, and then as often again.
    private mutating func silence(at elapsed: Duration) -> Duration? {
        guard let since = unreadableSince else {
            unreadableSince = elapsed
            return nil
        }
        guard elapsed - (unreadableToldAt ?? since) >= limits.unreadable else { return nil }
        unreadableToldAt = elapsed
        return elapsed - since
    }

    /// Takes up stopped tasks and messages, and returns a report when anything is new.
    private mutating func absorb(_ snapshot: RolloutSnapshot, at elapsed: Duration) -> RolloutProgress? {
        guard let service = snapshot.service else { return nil }
        let own = own(in: service)
        let stops = ledger.take(snapshot.stopped, of: subject, id: id)
        let others = service.deployments.filter { $0.id != own?.id }
        var next = RolloutProgress(
            elapsed: elapsed,
            deployment: id,
            revision: subject.revision,
            desiredCount: own?.desiredCount ?? service.desiredCount,
            runningCount: own?.runningCount ?? 0,
            pendingCount: own?.pendingCount ?? 0,
            failedTasks: max(ledger.counted, own?.failedTasks ?? 0),
            drainingCount: others.reduce(0) { $0 + $1.runningCount },
            stage: nil,
            newEvents: newEvents(of: service).map(\.message),
            newStops: stops
        )
        if case .read(let deployment) = snapshot.serviceDeployment { next.stage = deployment.lifecycleStage }
        defer { progress = next }
        return next.isNews(after: progress) ? next : nil
    }

    private mutating func newEvents(of service: ECSService) -> [ECSServiceEvent] {
        service.events.reversed().filter { event in
            guard seenEvents.insert(event.id).inserted else { return false }
            return isRecent(event)
        }
    }

    /// Whether a message is of our deployment's time: ECS lists a hundred, the old ones too.
    func isRecent(_ event: ECSServiceEvent) -> Bool {
        guard let since = subject.since, let createdAt = event.createdAt else { return wasListed }
        return createdAt >= since - 1
    }

    /// Our deployment, by its id; by its revision while the id is not known.
    func own(in service: ECSService) -> ECSDeployment? {
        if let id { return service.deployments.first { $0.id == id } }
        guard let primary = service.primary, primary.taskDefinition == subject.revision else { return nil }
        return primary
    }
}

extension RolloutProgress {
    /// Whether a person would want to read this after that.
    func isNews(after old: RolloutProgress?) -> Bool {
        guard let old else { return true }
        if !newEvents.isEmpty || !newStops.isEmpty { return true }
        var comparable = self
        comparable.elapsed = old.elapsed
        var before = old
        before.newEvents = []
        before.newStops = []
        return comparable != before
    }
}
