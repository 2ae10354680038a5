import AWS
import Synchronization
import Testing

@testable import Rollouts

/// Lost answers, missing permissions, and time that is up.
extension DeployerTests {
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

    @Test func `denied permissions are told as such`() async {
        let call: ECS.Call = { _, operation, _ in throw FakeECS.error(operation, "AccessDeniedException") }
        let error = await #expect(throws: RolloutError.self) {
            try await Deployer(call: call, clock: FakeECS().clock).deploy(Self.request())
        }
        #expect(error?.kind == .denied)
    }
}
