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

    static let successes: [Story] = [
        Story(
            name: "rolling update: done once the new tasks run, while old ones drain",
            looks: [
                Look(1, Fixture.service([new(), old])),
                Look(2, Fixture.service([new(running: 1, pending: 1), old])),
                Look(3, Fixture.service([new("COMPLETED", running: 2), old])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "counts right and state in progress is not done",
            looks: [Look(1, Fixture.service([new(running: 2), old])), Look(9, Fixture.service([new(running: 2)]))],
            verdict: nil
        ),
        Story(
            name: "completed with no task running, as an emulator calls a new service, is not done",
            looks: [
                Look(0, Fixture.service([new("COMPLETED")])), Look(1, Fixture.service([new("COMPLETED", pending: 2)])),
            ],
            verdict: nil
        ),
        Story(
            name: "never seen in progress: has to hold for two seconds",
            looks: [
                Look(0, Fixture.service([new("COMPLETED")])), Look(1, Fixture.service([new("COMPLETED", running: 2)])),
                Look(3, Fixture.service([new("COMPLETED", running: 2)])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "never seen in progress and running for a moment only is not done",
            looks: [
                Look(0, Fixture.service([new("COMPLETED", running: 2)])),
                Look(1, Fixture.service([new("COMPLETED", running: 1)])),
                Look(3, Fixture.service([new("COMPLETED", running: 2)])),
            ],
            verdict: nil
        ),
        Story(
            name: "a deployment that had ended before needs no proof",
            isNew: false,
            looks: [Look(0, Fixture.service([new("COMPLETED", running: 2)]))],
            verdict: .succeeded
        ),
        Story(
            name: "no rollout state (other controllers): counts decide",
            looks: [
                Look(1, Fixture.service([new(nil, running: 1, pending: 1)])),
                Look(2, Fixture.service([new(nil, running: 2)])), Look(4, Fixture.service([new(nil, running: 2)])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "autoscaling raises the count in the middle",
            looks: [
                Look(1, Fixture.service([new(running: 1), old])),
                Look(2, Fixture.service([new(desired: 4, running: 2), old], desired: 4)),
                Look(3, Fixture.service([new("COMPLETED", desired: 4, running: 4), old], desired: 4)),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "autoscaling lowers the count in the middle",
            looks: [
                Look(1, Fixture.service([new(desired: 4, running: 3), old], desired: 4)),
                Look(2, Fixture.service([new("COMPLETED", desired: 2, running: 3), old], desired: 2)),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "own deployment not listed yet: the old one is no verdict",
            looks: [
                Look(0, Fixture.service([oldPrimary])), Look(5, Fixture.service([oldPrimary])),
                Look(6, Fixture.service([new(), old])), Look(7, Fixture.service([new("COMPLETED", running: 2), old])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "a stale read in between is no verdict",
            looks: [
                Look(1, Fixture.service([new(), old])), Look(2, Fixture.service([oldPrimary])),
                Look(3, Fixture.service([new("COMPLETED", running: 2), old])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "failing looks are no failing deployment",
            looks: [
                Look(1, Fixture.service([new(), old])), Look(2, .unreadable("throttled")),
                Look(300, .unreadable("throttled")), Look(301, Fixture.service([new("COMPLETED", running: 2), old])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "a failed deployment that an emulator never drops is not ours",
            looks: [
                Look(1, Fixture.service([new(), deadDeployment])),
                Look(2, Fixture.service([new("COMPLETED", running: 2), deadDeployment])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "one crash and then health: has to hold, and is a success",
            looks: [
                Look(1, Fixture.service([new(), old])),
                Look(2, Fixture.service([new(running: 1), old]), stopped: [Fixture.stopped("t1")]),
                Look(3, Fixture.service([new("COMPLETED", running: 2), old])),
                Look(5, Fixture.service([new("COMPLETED", running: 2), old])),
            ],
            verdict: .succeeded
        ),
        Story(
            name: "a service that wants no tasks: set, and said",
            wantsTasks: false,
            looks: [Look(1, Fixture.service([new("COMPLETED", desired: 0)], desired: 0))],
            verdict: .succeededWithoutTasks
        ),
        Story(
            name: "blue/green: both run during the bake, done when ECS's record says so",
            looks: [
                Look(1, blueGreen([new(running: 2), old])),
                Look(
                    2,
                    blueGreen([new("COMPLETED", running: 2), old]),
                    record: record("IN_PROGRESS", stage: "BAKE_TIME")
                ),
                Look(9, blueGreen([new("COMPLETED", running: 2)]), record: record("SUCCESSFUL")),
            ],
            verdict: .succeeded
        ),
    ]

    static let deadDeployment = Fixture.deployment(
        "dead",
        revision: 7,
        status: "ACTIVE",
        state: "FAILED",
        desired: 0,
        createdAt: 700
    )

    static func blueGreen(_ deployments: [JSON]) -> ECSService {
        Fixture.service(deployments, configuration: ["strategy": "BLUE_GREEN"])
    }

    static let failures: [Story] = [
        Story(
            name: "the image cannot be pulled: the first stopped task ends it",
            looks: [
                Look(
                    1,
                    Fixture.service([new(), old]),
                    stopped: [
                        Fixture.stopped(
                            "t1",
                            code: "TaskFailedToStart",
                            reason: "CannotPullContainerError: manifest unknown: not found",
                            exitCode: nil
                        )
                    ]
                )
            ],
            verdict: .failed(reason: "The image's tag, digest or repository is not there.")
        ),
        Story(
            name: "the network is not ready: waited out",
            looks: [
                Look(
                    1,
                    Fixture.service([new(), old]),
                    stopped: (1...5).map {
                        Fixture.stopped(
                            "t\($0)",
                            code: "TaskFailedToStart",
                            reason: "CannotPullContainerError: dial tcp 1.2.3.4:443: i/o timeout",
                            exitCode: nil
                        )
                    }
                )
            ],
            verdict: nil
        ),
        Story(
            name: "a cause that may pass and does not, eight tasks long, is a failure",
            looks: [
                Look(
                    1,
                    Fixture.service([new(running: 0), old]),
                    stopped: (1...8).map {
                        Fixture.stopped(
                            "t\($0)",
                            code: "TaskFailedToStart",
                            reason: "CannotPullContainerError: dial tcp 1.2.3.4:443: i/o timeout",
                            exitCode: nil
                        )
                    }
                )
            ],
            verdict: .failed(
                reason: "8 tasks of this deployment stopped, and none runs: The task has no way to the registry."
            )
        ),
        Story(
            name: "two crashes of two wanted tasks may pass",
            looks: [
                Look(1, Fixture.service([new(), old]), stopped: [Fixture.stopped("t1"), Fixture.stopped("t2")])
            ],
            verdict: nil
        ),
        Story(
            name: "three crashes are a loop",
            looks: [
                Look(1, Fixture.service([new(), old]), stopped: [Fixture.stopped("t1")]),
                Look(2, Fixture.service([new(), old]), stopped: [Fixture.stopped("t1"), Fixture.stopped("t2")]),
                Look(3, Fixture.service([new(), old]), stopped: [Fixture.stopped("t3")]),
            ],
            verdict: .failed(reason: "3 tasks of this deployment stopped: The program ended with an error.")
        ),
        Story(
            name: "the same stopped task seen again and again is one",
            looks: (1...9).map {
                Look($0, Fixture.service([new(), old]), stopped: [Fixture.stopped("t1")])
            },
            verdict: nil
        ),
        Story(
            name: "of one wanted task the second crash is a loop",
            looks: [
                Look(
                    1,
                    Fixture.service([new(desired: 1), old], desired: 1),
                    stopped: [Fixture.stopped("t1"), Fixture.stopped("t2")]
                )
            ],
            verdict: .failed(reason: "2 tasks of this deployment stopped: The program ended with an error.")
        ),
        Story(
            name: "tasks of another deployment do not count",
            looks: [
                Look(
                    1,
                    Fixture.service([new(), old]),
                    stopped: (1...5).map { Fixture.stopped("t\($0)", startedBy: "ecs-svc/old") }
                )
            ],
            verdict: nil
        ),
        Story(
            name: "an emulator's tasks count by revision and time",
            looks: [
                Look(
                    1,
                    Fixture.service([new(), old]),
                    stopped: (1...3).map { Fixture.stopped("t\($0)", startedBy: "auth-service") }
                )
            ],
            verdict: .failed(reason: "3 tasks of this deployment stopped: The program ended with an error.")
        ),
        Story(
            name: "an emulator's older tasks of the same revision do not count",
            looks: [
                Look(
                    1,
                    Fixture.service([new(), old]),
                    stopped: (1...3).map { Fixture.stopped("t\($0)", startedBy: "auth-service", createdAt: 900) }
                )
            ],
            verdict: nil
        ),
        Story(
            name: "scaling, people and spot interruptions are no failures",
            looks: [
                Look(
                    1,
                    Fixture.service([new(), old]),
                    stopped: [
                        Fixture.stopped(
                            "t1",
                            code: "ServiceSchedulerInitiated",
                            reason: "Scaling activity initiated by (deployment ecs-svc/new)",
                            exitCode: 137
                        ),
                        Fixture.stopped("t2", code: "UserInitiated", reason: "Task stopped by user", exitCode: 137),
                        Fixture.stopped("t3", code: "SpotInterruption", reason: "Your Spot Task was interrupted."),
                    ]
                )
            ],
            verdict: nil
        ),
        Story(
            name: "load balancer health checks count",
            looks: [
                Look(
                    1,
                    Fixture.service([new(), old]),
                    stopped: (1...3).map {
                        Fixture.stopped(
                            "t\($0)",
                            code: "ServiceSchedulerInitiated",
                            reason: "Task failed ELB health checks in (target-group arn:x)",
                            exitCode: 143
                        )
                    }
                )
            ],
            verdict: .failed(
                reason: "3 tasks of this deployment stopped: The load balancer's health check got no good answer."
            )
        ),
        Story(
            name: "breaker without rollback: failed, for ever primary",
            looks: [Look(1, Fixture.service([new("FAILED", reason: "tasks failed to start."), old]))],
            verdict: .failed(reason: "tasks failed to start.")
        ),
        Story(
            name: "breaker with rollback: ECS is given time to begin it",
            looks: [
                Look(
                    1,
                    Fixture.service(
                        [new("FAILED", reason: "tasks failed to start."), old],
                        configuration: Fixture.breaker
                    )
                ),
                Look(
                    2,
                    Fixture.service(
                        [new("FAILED", reason: "tasks failed to start."), old],
                        configuration: Fixture.breaker
                    )
                ),
            ],
            verdict: nil
        ),
        Story(
            name: "breaker with rollback that never begins",
            looks: [
                Look(
                    1,
                    Fixture.service(
                        [new("FAILED", reason: "tasks failed to start."), old],
                        configuration: Fixture.breaker
                    )
                ),
                Look(
                    22,
                    Fixture.service(
                        [new("FAILED", reason: "tasks failed to start."), old],
                        configuration: Fixture.breaker
                    )
                ),
            ],
            verdict: .failed(reason: "tasks failed to start.")
        ),
        Story(
            name: "a role that cannot be assumed is told by a message",
            looks: [
                Look(
                    1,
                    Fixture.service(
                        [new(), old],
                        events: [
                            "(service a) failed to launch a task with (error ECS was unable to assume the role 'x')."
                        ]
                    )
                )
            ],
            verdict: .failed(
                reason: "(service a) failed to launch a task with (error ECS was unable to assume the role 'x')."
            )
        ),
        Story(
            name: "a message about capacity is waited out",
            looks: [
                Look(
                    1,
                    Fixture.service(
                        [new(), old],
                        events: [
                            "(service a) was unable to place a task. Reason: Capacity is unavailable at this time."
                        ]
                    )
                )
            ],
            verdict: nil
        ),
        Story(
            name: "accepted and never listed",
            looks: [Look(0, Fixture.service([oldPrimary])), Look(61, Fixture.service([oldPrimary]))],
            verdict: .failed(reason: "ECS does not list the deployment")
        ),
    ]

    static let replacements: [Story] = [
        Story(
            name: "breaker rollback: ours failed, the old one is primary again",
            looks: [
                Look(1, Fixture.service([new(failed: 1), old], configuration: Fixture.breaker)),
                Look(
                    2,
                    Fixture.service(
                        [new("FAILED", status: "ACTIVE", reason: "tasks failed to start."), oldPrimary],
                        configuration: Fixture.breaker
                    )
                ),
            ],
            verdict: .rolledBack(reason: "tasks failed to start.")
        ),
        Story(
            name: "breaker rollback: ours has left the list, the message tells",
            looks: [
                Look(1, Fixture.service([new(failed: 1), old], configuration: Fixture.breaker)),
                Look(2, Fixture.service([oldPrimary], events: ["(service a) rolling back to deployment ecs-svc/old."])),
                Look(3, Fixture.service([oldPrimary], events: ["(service a) rolling back to deployment ecs-svc/old."])),
            ],
            verdict: .rolledBack(reason: "(service a) rolling back to deployment ecs-svc/old.")
        ),
        Story(
            name: "somebody deployed another revision",
            looks: [
                Look(1, Fixture.service([new(), old])),
                Look(
                    2,
                    Fixture.service([newest(), new(status: "ACTIVE"), old]),
                    record: .unavailable
                ),
            ],
            verdict: .superseded(by: ServiceDeploymentID("ecs-svc/newest"), Fixture.arn(3))
        ),
        Story(
            name: "somebody put the old revision back by hand, no breaker",
            looks: [
                Look(1, Fixture.service([new(), old])),
                Look(2, Fixture.service([byHand(), new(status: "ACTIVE")]), record: .unavailable),
            ],
            verdict: .superseded(by: ServiceDeploymentID("ecs-svc/hand"), Fixture.arn(1))
        ),
        Story(
            name: "ECS's own record tells a rollback from somebody's deployment",
            looks: [
                Look(1, Fixture.service([new(), old])),
                Look(
                    2,
                    Fixture.service([byHand(), new(status: "ACTIVE")]),
                    record: record("ROLLBACK_IN_PROGRESS", reason: "alarm")
                ),
            ],
            verdict: .rolledBack(reason: "alarm")
        ),
        Story(
            name: "ECS's own record says stopped because another one is primary",
            looks: [
                Look(1, Fixture.service([new(), old])),
                Look(2, Fixture.service([newest(), new(status: "ACTIVE")]), record: record("STOPPED")),
            ],
            verdict: .superseded(by: ServiceDeploymentID("ecs-svc/newest"), Fixture.arn(3))
        ),
    ]

    static func newest() -> JSON { Fixture.deployment("newest", revision: 3, createdAt: 1005) }
    static func byHand() -> JSON { Fixture.deployment("hand", revision: 1, createdAt: 1005) }

    static let others: [Story] = [
        Story(
            name: "the service is being deleted",
            looks: [Look(1, Fixture.service([new()], status: "DRAINING"))],
            verdict: .serviceGone(status: "DRAINING")
        ),
        Story(
            name: "the service has gone: two looks have to agree",
            looks: [Look(1, Fixture.service([new()])), Look(2, nil as ECSService?), Look(3, nil as ECSService?)],
            verdict: .serviceGone(status: "MISSING")
        ),
        Story(
            name: "a service just created may be missing for a while",
            looks: [
                Look(1, nil as ECSService?), Look(2, nil as ECSService?), Look(3, nil as ECSService?),
                Look(4, Fixture.service([new()])),
            ],
            verdict: nil
        ),
        Story(
            name: "set to no tasks in the middle: nothing proves it",
            looks: [
                Look(1, Fixture.service([new(running: 1), old])),
                Look(2, Fixture.service([new("COMPLETED", desired: 0)], desired: 0)),
                Look(18, Fixture.service([new("COMPLETED", desired: 0)], desired: 0)),
            ],
            verdict: .nothingRunning
        ),
        Story(
            name: "the time is up",
            timeout: 100,
            looks: [Look(99, Fixture.service([new(), old])), Look(100, Fixture.service([new(), old]))],
            verdict: .timedOut
        ),
        Story(
            name: "the time is up while ECS cannot be read",
            timeout: 100,
            looks: [Look(100, .unreadable("no route"))],
            verdict: .timedOut
        ),
    ]

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
