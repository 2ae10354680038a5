import AWS

@testable import Rollouts

/// Stories in which somebody else deploys, deletes or scales, or ECS cannot be read.
extension RolloutMonitorTests {
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
}
