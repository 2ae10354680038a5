import AWS

@testable import Rollouts

/// Stories of deployments that are lost, or that ECS takes back.
extension RolloutMonitorTests {
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
}
