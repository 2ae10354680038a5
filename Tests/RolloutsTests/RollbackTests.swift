import AWS
import Synchronization
import Testing

@testable import Rollouts

/// Whole rollbacks against an ECS in memory.
@Suite struct RollbackTests {
    /// A service at 3.0 after 1.0 and 2.0, of which 2.0 failed.
    static func ecs(keepsRecords: Bool) -> FakeECS {
        FakeECS {
            $0.keepsRecords = keepsRecords
            $0.settle("app@1", tags: ["shipit:version": "1.0", "shipit:state": "good"])
            $0.register([
                "family": "auth", "containerDefinitions": [["name": "app", "image": "app@2"]],
                "tags": ECSTags.write(["shipit:version": "2.0", "shipit:state": "failed"]),
            ])
            $0.settle(
                "app@3",
                tags: ["shipit:version": "3.0", "shipit:state": "good", "shipit:previous": "auth:1"]
            )
        }
    }

    static func run(_ ecs: FakeECS, to target: String? = nil) async throws -> (RollbackPlan, RollbackOutcome) {
        let request = RollbackRequest(service: Fixture.reference, target: RollbackRequest.Target(target))
        let rollback = Rollback(call: ecs.call, clock: ecs.clock)
        let plan = try await rollback.plan(request)
        return (plan, try await rollback.run(plan, request))
    }

    @Test(arguments: [true, false])
    func `finished: back to the last good one, never simply the number before`(_ keepsRecords: Bool) async throws {
        let ecs = Self.ecs(keepsRecords: keepsRecords)
        ecs.world.withLock { $0.desired = 5 }
        let (plan, outcome) = try await Self.run(ecs)
        #expect(plan.target.reason == (keepsRecords ? .lastSuccessfulDeployment : .previousTag))
        #expect(plan.way == .update)
        guard case .rolledBack(let from, let live) = outcome else {
            Issue.record("not rolled back")
            return
        }
        #expect(from?.revision == 3)
        #expect(live.revision.revision == 1)
        #expect(live.release?.version == "1.0")
        #expect(live.desiredCount == 5)
        #expect(ecs.inputs("UpdateService").first?["desiredCount"] == nil)
        #expect(ecs.state(3) == "rolled-back")
        #expect(ecs.state(1) == "good")
        #expect(ecs.primary?.revision.hasSuffix(":1") == true)
        #expect(ecs.count("DeregisterTaskDefinition") == 0)
    }

    @Test func `a second rollback does not go forth to what was left`() async throws {
        let ecs = Self.ecs(keepsRecords: true)
        _ = try await Self.run(ecs)
        let error = await #expect(throws: RolloutError.self) { try await Self.run(ecs) }
        #expect(error?.kind == .refused)
    }

    @Test(arguments: ["1.0", "auth:1", "1"]) func `to a version or a revision`(_ name: String) async throws {
        let ecs = Self.ecs(keepsRecords: true)
        let (plan, outcome) = try await Self.run(ecs, to: name)
        #expect(plan.target.reason == .named)
        guard case .rolledBack(_, let live) = outcome else {
            Issue.record("not rolled back")
            return
        }
        #expect(live.revision.revision == 1)
    }

    @Test func `to what is live already: nothing is sent`() async throws {
        let ecs = Self.ecs(keepsRecords: true)
        guard case (_, .unchanged(let live)) = try await Self.run(ecs, to: "3.0") else {
            Issue.record("not unchanged")
            return
        }
        #expect(live.revision.revision == 3)
        #expect(ecs.count("UpdateService") == 0)
        #expect(ecs.state(3) == "good")
    }

    @Test func `in flight: ECS stops it and goes back`() async throws {
        let ecs = Self.ecs(keepsRecords: true)
        ecs.world.withLock {
            $0.behaviours["app@4"] = .stuck
            let arn = $0.register([
                "family": "auth", "containerDefinitions": [["name": "app", "image": "app@4"]],
                "tags": ECSTags.write(["shipit:version": "4.0", "shipit:state": "pending"]),
            ])
            $0.deploy(arn)
        }
        let (plan, outcome) = try await Self.run(ecs)
        #expect(plan.from?.revision == 4)
        guard case .stop = plan.way, case .rolledBack(_, let live) = outcome else {
            Issue.record("not stopped: \(plan.way), \(outcome)")
            return
        }
        #expect(live.revision.revision == 3)
        #expect(ecs.count("StopServiceDeployment") == 1)
        #expect(ecs.count("UpdateService") == 0)
        #expect(ecs.state(4) == "rolled-back")
    }

    @Test func `in flight where ECS keeps no history: back to what still serves`() async throws {
        let ecs = Self.ecs(keepsRecords: false)
        ecs.world.withLock {
            $0.behaviours["app@4"] = .stuck
            let arn = $0.register(["family": "auth", "containerDefinitions": [["name": "app", "image": "app@4"]]])
            $0.deploy(arn)
        }
        let (plan, outcome) = try await Self.run(ecs)
        #expect(plan.target.reason == .stillServing)
        guard case .rolledBack(_, let live) = outcome else {
            Issue.record("not rolled back")
            return
        }
        #expect(live.revision.revision == 3)
    }

    @Test func `a rollback that does not become healthy is explained`() async throws {
        let ecs = Self.ecs(keepsRecords: true)
        ecs.world.withLock { $0.behaviours["app@1"] = .crashes(137) }
        guard case (_, .failed(let report)) = try await Self.run(ecs) else {
            Issue.record("not failed")
            return
        }
        #expect(report.revision.revision == 1)
        #expect(report.cause?.name == "killed")
    }

    @Test func `a service that moved on since the plan is not touched`() async throws {
        let ecs = Self.ecs(keepsRecords: true)
        let request = RollbackRequest(service: Fixture.reference)
        let rollback = Rollback(call: ecs.call, clock: ecs.clock)
        let plan = try await rollback.plan(request)
        ecs.world.withLock {
            let arn = $0.register(["family": "auth", "containerDefinitions": [["name": "app", "image": "app@5"]]])
            $0.deploy(arn)
        }
        let error = await #expect(throws: RolloutError.self) { try await rollback.run(plan, request) }
        #expect(error?.kind == .inTheWay)
        #expect(ecs.count("UpdateService") == 0)
    }

    @Test func `nothing to go back to is refused`() async {
        let ecs = FakeECS { $0.settle("app@1", tags: ["shipit:version": "1.0", "shipit:state": "good"]) }
        let error = await #expect(throws: RolloutError.self) { try await Self.run(ecs) }
        #expect(error?.kind == .refused)
        #expect(error?.hint?.contains("--to") == true)
    }
}
