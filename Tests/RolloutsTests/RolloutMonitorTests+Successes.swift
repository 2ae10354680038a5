import AWS

@testable import Rollouts

/// Stories that end well.
extension RolloutMonitorTests {
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
}
