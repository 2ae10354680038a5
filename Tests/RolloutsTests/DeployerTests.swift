import AWS
import Synchronization
import Testing

@testable import Rollouts

/// Whole deployments against an ECS in memory.
@Suite struct DeployerTests {
    /// Collects what a flow tells.
    final class Listener: Sendable {
        let events = Mutex<[RolloutEvent]>([])
        var closure: @Sendable (RolloutEvent) -> Void { { event in self.events.withLock { $0.append(event) } } }
        var names: [String] {
            events.withLock { events in
                events.compactMap { event in
                    switch event {
                    case .registered: "registered"
                    case .reused: "reused"
                    case .created: "created"
                    case .updated(_, let members): "updated " + members.joined(separator: ",")
                    case .resumed: "resumed"
                    case .progress, .unreadable: nil
                    case .failing: "failing"
                    case .rollingBack(_, let author): "rolling back by \(author)"
                    case .removing: "removing"
                    case .note: "note"
                    }
                }
            }
        }
    }

    static let good = ["shipit:version": "1.0", "shipit:state": "good"]

    static func request(
        _ image: String = "app@2",
        version: String = "2.0",
        source: DeployRequest.Source = .live,
        body: JSON? = nil
    ) -> DeployRequest {
        DeployRequest(
            service: Fixture.reference,
            source: source,
            images: ["app": image],
            release: Release(service: "auth", environment: "prod", version: version, run: "run1"),
            body: body
        )
    }

    static func deploy(_ ecs: FakeECS, _ request: DeployRequest, _ listener: Listener = Listener()) async throws
        -> DeployOutcome
    {
        try await Deployer(call: ecs.call, clock: ecs.clock, onEvent: listener.closure).deploy(request)
    }

    static let template: JSON = [
        "family": "auth",
        "containerDefinitions": [
            [
                "name": "app", "image": "placeholder",
                "logConfiguration": [
                    "logDriver": "awslogs", "options": ["awslogs-group": "/ecs/auth", "awslogs-stream-prefix": "ecs"],
                ],
            ]
        ],
    ]

    @Test func `a new image is registered, deployed and marked good`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: Self.good) }
        let listener = Listener()
        guard case .deployed(let live) = try await Self.deploy(ecs, Self.request(), listener) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.revision.revision == 2)
        #expect(live.runningCount == 2)
        #expect(live.release?.version == "2.0")
        #expect(live.release?.previous == "auth:1")
        #expect(live.release?.state == .good)
        #expect(ecs.state(2) == "good")
        #expect(listener.names == ["registered", "updated taskDefinition"])
        #expect(ecs.inputs("UpdateService").first?["desiredCount"] == nil)
    }

    @Test func `nothing changed: no revision, no update`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: Self.good) }
        guard case .unchanged(let live) = try await Self.deploy(ecs, Self.request("app@1")) else {
            Issue.record("not unchanged")
            return
        }
        #expect(live.revision.revision == 1)
        #expect(ecs.count("RegisterTaskDefinition") == 0)
        #expect(ecs.count("UpdateService") == 0)
    }

    @Test func `forced: a new deployment of the revision that is live`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: Self.good) }
        var request = Self.request("app@1")
        request.force = true
        guard case .deployed(let live) = try await Self.deploy(ecs, request) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.revision.revision == 1)
        #expect(ecs.count("RegisterTaskDefinition") == 0)
        #expect(ecs.inputs("UpdateService").first?["forceNewDeployment"] == true)
    }

    @Test func `only what changed of the service is sent with the revision, in one update`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1")
            $0.members["healthCheckGracePeriodSeconds"] = 10
        }
        let body: JSON = ["healthCheckGracePeriodSeconds": 60, "desiredCount": 9, "enableExecuteCommand": false]
        let listener = Listener()
        _ = try await Self.deploy(ecs, Self.request(body: body), listener)
        #expect(listener.names == ["registered", "updated healthCheckGracePeriodSeconds,taskDefinition"])
    }

    @Test func `a new service is created with the body's count and a token`() async throws {
        let ecs = FakeECS()
        let body: JSON = ["desiredCount": 3, "launchType": "FARGATE"]
        guard
            case .deployed(let live) = try await Self.deploy(
                ecs,
                Self.request(source: .template(Self.template), body: body)
            )
        else {
            Issue.record("not deployed")
            return
        }
        #expect(live.desiredCount == 3)
        let input = ecs.inputs("CreateService").first
        #expect(input?["clientToken"]?.string?.count == 36)
        #expect(input?["launchType"] == "FARGATE")
    }

    @Test func `a service that does not exist and has no body is refused`() async {
        let error = await #expect(throws: RolloutError.self) {
            try await Self.deploy(FakeECS(), Self.request(source: .template(Self.template)))
        }
        #expect(error?.kind == .refused)
    }

    @Test func `a service that wants no tasks: deployed, and said so`() async throws {
        let ecs = FakeECS {
            $0.desired = 0
            $0.settle("app@1", tags: Self.good)
        }
        guard case .deployed(let live) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.notes.first?.contains("wants no tasks") == true)
        #expect(ecs.state(2) == "pending")
    }

    @Test func `another version of the same content is said to be live already`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: Self.good) }
        guard case .unchanged(let live) = try await Self.deploy(ecs, Self.request("app@1", version: "1.1")) else {
            Issue.record("not unchanged")
            return
        }
        #expect(live.notes == ["Version 1.1 holds the same as 1.0, which is live."])
    }

    @Test func `a plan tells what would change and changes nothing`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: Self.good) }
        let plan = try await Deployer(call: ecs.call, clock: ecs.clock)
            .plan(Self.request(body: ["healthCheckGracePeriodSeconds": 60]))
        #expect(plan.change == .update)
        #expect(plan.registers)
        #expect(plan.taskDefinition.map(\.description) == ["~ containerDefinitions[app].image: app@1 -> app@2"])
        #expect(plan.body.map(\.description) == ["+ healthCheckGracePeriodSeconds: 60"])
        #expect(plan.rollbackTarget?.revision == 1)
        #expect(plan.inTheWay == nil)
        let changing = ["RegisterTaskDefinition", "UpdateService", "CreateService", "TagResource"]
        #expect(changing.allSatisfy { ecs.count($0) == 0 })
    }

    @Test func `a plan with nothing to do is empty`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: Self.good) }
        let plan = try await Deployer(call: ecs.call, clock: ecs.clock).plan(Self.request("app@1", body: [:]))
        #expect(plan.change == .nothing)
        #expect(!plan.registers)
        #expect(plan.taskDefinition.isEmpty && plan.body.isEmpty)
    }
}
