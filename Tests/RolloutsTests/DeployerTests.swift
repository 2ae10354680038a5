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

    @Test func `a crash loop is stopped, explained and gone back from`() async throws {
        let ecs = FakeECS {
            $0.keepsRecords = false
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .crashes(1)
        }
        let listener = Listener()
        let request = Self.request(source: .template(Self.template))
        guard case .failedRolledBack(let failure, let live, let author) = try await Self.deploy(ecs, request, listener)
        else {
            Issue.record("not rolled back")
            return
        }
        #expect(failure.stops.count == 1)
        #expect(failure.stops.first?.count == 3)
        #expect(failure.stops.first?.exitCode == 1)
        #expect(failure.stops.first?.lastLines == ["cannot reach the database"])
        #expect(failure.cause?.name == "crashed")
        #expect(live.revision.revision == 1)
        #expect(author == .shipit)
        #expect(ecs.state(2) == "failed")
        #expect(ecs.primary?.revision.hasSuffix("auth:1") == true)
        #expect(
            listener.names == [
                "registered", "updated taskDefinition", "failing", "rolling back by shipit",
            ]
        )
        let stream = ecs.inputs("GetLogEvents").first?["logStreamName"]?.string
        #expect(stream == "ecs/app/task5")
    }

    @Test func `an image that is not there ends it at the first task, by ECS's own stop where there is one`()
        async throws
    {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .missing
        }
        guard case .failedRolledBack(let failure, let live, .shipit) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not rolled back")
            return
        }
        #expect(failure.cause?.name == "image-not-found")
        #expect(failure.stops.first?.count == 1)
        #expect(live.revision.revision == 1)
        #expect(ecs.count("StopServiceDeployment") == 1)
        #expect(ecs.count("UpdateService") == 1)
    }

    @Test func `a rollback that ECS's breaker began is watched to its end and told as ECS's`() async throws {
        let ecs = FakeECS {
            $0.desired = 1
            $0.configuration = Fixture.breaker
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .stuck
            // The breaker trips for a reason that no stopped task shows.
            $0.happenings = [(65, { $0.rollBack(0) })]
        }
        let listener = Listener()
        guard case .failedRolledBack(_, let live, .ecs) = try await Self.deploy(ecs, Self.request(), listener) else {
            Issue.record("not rolled back by ECS")
            return
        }
        #expect(live.revision.revision == 1)
        #expect(ecs.count("UpdateService") == 1)
        #expect(listener.names.last == "rolling back by ecs")
        #expect(ecs.state(1) == "good")
        #expect(ecs.state(2) == "failed")
    }

    @Test func `a rollback that fails too needs a person`() async throws {
        let ecs = FakeECS {
            $0.keepsRecords = false
            $0.settle("app@1", tags: Self.good)
            $0.behaviours = ["app@2": .crashes(1), "app@1": .crashes(2)]
        }
        guard case .failedRollbackFailed(let failure, let error) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not failed twice")
            return
        }
        #expect(failure.revision.revision == 2)
        #expect(error.cause.contains("auth:1 does not run either"))
    }

    @Test func `a service that this run created and that never ran is removed again`() async throws {
        let ecs = FakeECS { $0.behaviours["app@2"] = .crashes(1) }
        let listener = Listener()
        let request = Self.request(source: .template(Self.template), body: ["desiredCount": 1])
        guard case .failed(let failure) = try await Self.deploy(ecs, request, listener) else {
            Issue.record("not failed")
            return
        }
        #expect(failure.removedService)
        #expect(ecs.inputs("DeleteService").first?["force"] == true)
        #expect(listener.names == ["registered", "created", "failing", "removing"])
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

    @Test func `somebody else's deployment is in the way, unless it is to be replaced`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            let other = $0.register(["family": "auth", "containerDefinitions": [["name": "app", "image": "app@9"]]])
            $0.behaviours["app@9"] = .stuck
            $0.deploy(other)
        }
        guard case .inTheWay(let other) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not in the way")
            return
        }
        #expect(other.revision?.revision == 2)
        #expect(ecs.count("RegisterTaskDefinition") == 0)
        var request = Self.request()
        request.supersede = true
        guard case .deployed(let live) = try await Self.deploy(ecs, request) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.release?.previous == "auth:1")
    }

    @Test func `a deployment of just the wanted revision that is under way is followed`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .healthy(after: 30)
        }
        var first = Self.request()
        first.wait = false
        guard case .stillRunning(let running) = try await Self.deploy(ecs, first) else {
            Issue.record("not left running")
            return
        }
        #expect(running.reason == .notWaited)
        let listener = Listener()
        guard case .deployed(let live) = try await Self.deploy(ecs, Self.request(source: .live), listener) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.revision.revision == 2)
        #expect(listener.names == ["reused", "resumed"])
        #expect(ecs.count("RegisterTaskDefinition") == 1)
        #expect(ecs.count("UpdateService") == 1)
        #expect(ecs.state(2) == "good")
    }

    @Test func `a followed deployment that fails goes back to what its tag names`() async throws {
        let ecs = FakeECS {
            $0.keepsRecords = false
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .crashes(1)
        }
        var first = Self.request()
        first.wait = false
        _ = try await Self.deploy(ecs, first)
        guard case .failedRolledBack(_, let live, _) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not rolled back")
            return
        }
        #expect(live.revision.revision == 1)
    }

    @Test func `a revision that a killed run registered is used again`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.register([
                "family": "auth", "containerDefinitions": [["name": "app", "image": "app@2"]],
                "tags": ECSTags.write(["shipit:version": "2.0", "shipit:state": "pending", "shipit:previous": "auth:1"]
                ),
            ])
        }
        let listener = Listener()
        guard case .deployed(let live) = try await Self.deploy(ecs, Self.request(), listener) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.revision.revision == 2)
        #expect(listener.names == ["reused", "updated taskDefinition"])
    }

    @Test func `a revision that failed before is not used again`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.register([
                "family": "auth", "containerDefinitions": [["name": "app", "image": "app@2"]],
                "tags": ECSTags.write(["shipit:version": "2.0", "shipit:state": "failed"]),
            ])
        }
        guard case .deployed(let live) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.revision.revision == 3)
    }

    @Test(arguments: [true, false])
    func `a lost answer of an update is looked after, and the update not repeated blindly`(_ tookEffect: Bool)
        async throws
    {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.lost["UpdateService"] = tookEffect
        }
        guard case .deployed(let live) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not deployed")
            return
        }
        #expect(live.revision.revision == 2)
        #expect(ecs.count("UpdateService") == (tookEffect ? 1 : 2))
        #expect(ecs.world.withLock { $0.records.count } == 2)
    }

    @Test(arguments: [true, false])
    func `a lost answer of a creation is looked after`(_ tookEffect: Bool) async throws {
        let ecs = FakeECS { $0.lost["CreateService"] = tookEffect }
        let request = Self.request(source: .template(Self.template), body: [:])
        guard case .deployed = try await Self.deploy(ecs, request) else {
            Issue.record("not deployed")
            return
        }
        #expect(ecs.count("CreateService") == (tookEffect ? 1 : 2))
        #expect(Set(ecs.inputs("CreateService").map { $0["clientToken"] }).count == 1)
    }

    @Test func `somebody else's newer deployment is told as superseded, and not touched`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .stuck
            $0.happenings = [
                (
                    65,
                    {
                        let other = $0.register([
                            "family": "auth", "containerDefinitions": [["name": "app", "image": "app@3"]],
                            "tags": ECSTags.write(["shipit:version": "3.0"]),
                        ])
                        $0.deploy(other)
                    }
                )
            ]
        }
        guard case .superseded(let other) = try await Self.deploy(ecs, Self.request()) else {
            Issue.record("not superseded")
            return
        }
        #expect(other.revision?.revision == 3)
        #expect(other.release?.version == "3.0")
        #expect(ecs.count("UpdateService") == 1)
        #expect(ecs.state(2) == "pending")
    }

    @Test func `when the time is up the deployment is left running`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .stuck
        }
        var request = Self.request()
        request.timeout = .seconds(90)
        guard case .stillRunning(let running) = try await Self.deploy(ecs, request) else {
            Issue.record("not left running")
            return
        }
        #expect(running.reason == .timedOut)
        #expect(running.progress?.runningCount == 0)
        #expect(ecs.count("UpdateService") == 1)
        #expect(ecs.count("StopServiceDeployment") == 0)
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

    @Test func `a revision that shipit did not register is left unmarked, and a mark that fails fails nothing`()
        async throws
    {
        let ecs = FakeECS { $0.settle("app@1") }
        let denied: ECS.Call = { service, operation, input in
            if operation == "TagResource" { throw FakeECS.error(operation, "AccessDeniedException") }
            return try ecs.answer(service, operation, input)
        }
        let listener = Listener()
        let outcome = try await Deployer(call: denied, clock: ecs.clock, onEvent: listener.closure).deploy(
            Self.request()
        )
        guard case .deployed = outcome else {
            Issue.record("not deployed")
            return
        }
        #expect(listener.names == ["registered", "updated taskDefinition", "note"])
    }

    @Test func `without permission to list tasks a deployment is still followed to its end`() async throws {
        let ecs = FakeECS {
            $0.settle("app@1", tags: Self.good)
            $0.behaviours["app@2"] = .healthy(after: 5)
        }
        let denied: ECS.Call = { service, operation, input in
            if operation == "ListTasks" { throw FakeECS.error(operation, "AccessDeniedException") }
            return try ecs.answer(service, operation, input)
        }
        let listener = Listener()
        let outcome = try await Deployer(call: denied, clock: ecs.clock, onEvent: listener.closure).deploy(
            Self.request()
        )
        guard case .deployed = outcome else {
            Issue.record("not deployed")
            return
        }
        #expect(listener.names == ["registered", "updated taskDefinition", "note"])
    }

    @Test func `another version of the same content is said to be live already`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: Self.good) }
        guard case .unchanged(let live) = try await Self.deploy(ecs, Self.request("app@1", version: "1.1")) else {
            Issue.record("not unchanged")
            return
        }
        #expect(live.notes == ["Version 1.1 holds the same as 1.0, which is live."])
    }

    @Test func `denied permissions are told as such`() async {
        let call: ECS.Call = { _, operation, _ in throw FakeECS.error(operation, "AccessDeniedException") }
        let error = await #expect(throws: RolloutError.self) {
            try await Deployer(call: call, clock: FakeECS().clock).deploy(Self.request())
        }
        #expect(error?.kind == .denied)
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
