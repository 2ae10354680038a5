import AWS
import FoundationEssentials
import Testing

@testable import Rollouts

/// What DescribeServices can tell, one story each: snapshots at times, and the verdict they lead to.
@Suite struct RolloutMonitorTests {
    /// What is seen at one second of a story.
    struct Look: Sendable {
        let at: Int
        let observation: RolloutObservation

        init(_ at: Int, _ observation: RolloutObservation) {
            self.at = at
            self.observation = observation
        }

        init(_ at: Int, _ service: ECSService?, stopped: [ECSTask] = [], record: ServiceDeploymentReading = .notRead) {
            self.init(at, .read(RolloutSnapshot(service: service, stopped: stopped, serviceDeployment: record)))
        }
    }

    struct Story: Sendable, CustomTestStringConvertible {
        let name: String
        var wantsTasks = true
        var isNew = true
        var timeout = 600
        let looks: [Look]
        /// Nil: still undecided after the last look.
        let verdict: RolloutVerdict?

        var testDescription: String { name }
    }

    static let old = Fixture.deployment(
        "old",
        revision: 1,
        status: "ACTIVE",
        state: "COMPLETED",
        running: 2,
        createdAt: 500
    )
    static let oldPrimary = Fixture.deployment("old", revision: 1, state: "COMPLETED", running: 2, createdAt: 500)

    static func new(
        _ state: String? = "IN_PROGRESS",
        status: String = "PRIMARY",
        desired: Int = 2,
        running: Int = 0,
        pending: Int = 0,
        failed: Int = 0,
        reason: String? = nil
    ) -> JSON {
        Fixture.deployment(
            "new",
            revision: 2,
            status: status,
            state: state,
            desired: desired,
            running: running,
            pending: pending,
            failed: failed,
            reason: reason
        )
    }

    static func record(_ status: String, reason: String? = nil, stage: String? = nil) -> ServiceDeploymentReading {
        var json: JSON = ["serviceDeploymentArn": "arn:sd/1", "status": .string(status)]
        json["rollback"] = reason.map { ["reason": .string($0)] }
        json["lifecycleStage"] = stage.map { .string($0) }
        return ServiceDeployment(json).map { .read($0) } ?? .unavailable
    }

    static func play(_ story: Story) -> (verdict: RolloutVerdict?, at: Int?, actions: [[RolloutAction]]) {
        var limits = RolloutLimits(timeout: .seconds(story.timeout))
        limits.consistency = .seconds(60)
        var monitor = RolloutMonitor(
            RolloutSubject(
                deployment: ServiceDeploymentID("ecs-svc/new"),
                revision: Fixture.arn(2),
                before: Fixture.arn(1),
                since: Date(timeIntervalSince1970: 1000),
                wantsTasks: story.wantsTasks,
                isNew: story.isNew
            ),
            limits: limits
        )
        var all: [[RolloutAction]] = []
        for look in story.looks {
            let actions = monitor.observe(look.observation, at: .seconds(look.at), chance: 0.5)
            all.append(actions)
            if case .conclude(let verdict) = actions.last { return (verdict, look.at, all) }
        }
        return (nil, nil, all)
    }

    @Test(arguments: successes + failures + replacements + others)
    func `a deployment's story leads to its verdict`(_ story: Story) {
        #expect(Self.play(story).verdict == story.verdict)
    }

    @Test func `a doubtful replacement asks for ECS's own record at once`() {
        let story = Story(
            name: "",
            looks: [
                Look(1, Fixture.service([Self.new(), Self.old])),
                Look(2, Fixture.service([Self.newest(), Self.new(status: "ACTIVE")])),
            ],
            verdict: nil
        )
        #expect(Self.play(story).actions.last?.last == .poll(after: .zero, [.stoppedTasks, .serviceDeployment]))
    }

    @Test func `silence is said after two minutes and then every two minutes`() {
        var monitor = RolloutMonitor(
            RolloutSubject(deployment: nil, revision: Fixture.arn(2), before: nil, since: nil)
        )
        var told: [Int] = []
        for second in stride(from: 0, through: 400, by: 10) {
            let actions = monitor.observe(.unreadable("no route"), at: .seconds(second), chance: 0.5)
            for case .reportUnreadable(let silence, let reason) in actions {
                told.append(second)
                #expect(silence == .seconds(second))
                #expect(reason == "no route")
            }
        }
        #expect(told == [120, 240, 360])
    }

    @Test(arguments: [(0, 1), (29, 1), (30, 2), (119, 2), (120, 5), (1000, 5)])
    func `polls come every second at first and every five later`(_ at: Int, _ interval: Int) {
        let limits = RolloutLimits()
        #expect(limits.interval(at: .seconds(at), chance: 0.5) == .seconds(interval))
        #expect(limits.interval(at: .seconds(at), chance: 0) == .seconds(interval) * 0.9)
    }

    @Test func `the last poll does not go past the time limit`() {
        let story = Story(
            name: "",
            timeout: 100,
            looks: [Look(98, Fixture.service([Self.new(), Self.old]))],
            verdict: nil
        )
        #expect(Self.play(story).actions.last?.last == .poll(after: .seconds(2), .stoppedTasks))
    }

    /// Real ECS shows a service deployment, and its scheduler needs no reminder.
    @Test(arguments: [true, false]) func `only an emulator that starts nothing is reminded`(_ isReal: Bool) throws {
        var document = Fixture.service([Self.new(), Self.old]).document
        document["currentServiceDeployment"] = isReal ? "arn:sd/1" : nil
        let service = try #require(ECSService(document))
        let story = Story(name: "", looks: (1...20).map { Look($0, service) }, verdict: nil)
        let reminders = Self.play(story).actions.enumerated().filter { $0.element.contains(.remind) }.map(\.offset)
        #expect(reminders == (isReal ? [] : [8, 16]))
    }

    @Test func `old messages of a service are not reported as new`() throws {
        let json: JSON = [
            "serviceName": "a", "status": "ACTIVE", "desiredCount": 2,
            "deployments": [Self.new()],
            "events": [
                ["id": "2", "createdAt": 1002, "message": "has started 1 tasks"],
                ["id": "1", "createdAt": 400, "message": "unable to place a task"],
            ],
        ]
        let service = try #require(ECSService(json))
        let played = Self.play(
            Story(name: "", looks: [Look(1, service), Look(2, service)], verdict: nil)
        )
        let reports = played.actions.flatMap { $0 }.compactMap { action -> RolloutProgress? in
            guard case .report(let progress) = action else { return nil }
            return progress
        }
        #expect(reports.map(\.newEvents) == [["has started 1 tasks"]])
    }
}
