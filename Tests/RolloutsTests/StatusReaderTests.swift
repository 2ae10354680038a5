import AWS
import Testing

@testable import Rollouts

@Suite struct StatusReaderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let service: ECSService
        let health: ServiceStatus.Health
        var testDescription: String { name }
    }

    @Test(arguments: [
        Row(
            name: "all run",
            service: Fixture.service([Fixture.deployment("a", revision: 1, state: "COMPLETED", running: 2)]),
            health: .healthy
        ),
        Row(
            name: "a failed deployment that an emulator keeps",
            service: Fixture.service([
                Fixture.deployment("a", revision: 1, state: "COMPLETED", running: 2),
                Fixture.deployment("b", revision: 2, status: "ACTIVE", state: "FAILED", desired: 0),
            ]),
            health: .healthy
        ),
        Row(
            name: "one is missing",
            service: Fixture.service([Fixture.deployment("a", revision: 1, state: "COMPLETED", running: 1)]),
            health: .unhealthy(["1 of 2 tasks run"])
        ),
        Row(
            name: "on its way",
            service: Fixture.service([Fixture.deployment("a", revision: 1, running: 1, failed: 3)]),
            health: .deploying("1 of 2 tasks run, 3 failed to start")
        ),
        Row(
            name: "failed",
            service: Fixture.service([Fixture.deployment("a", revision: 1, state: "FAILED", reason: "why")]),
            health: .unhealthy(["why", "0 of 2 tasks run"])
        ),
        Row(
            name: "wants none",
            service: Fixture.service(
                [Fixture.deployment("a", revision: 1, state: "COMPLETED", desired: 0)],
                desired: 0
            ),
            health: .stopped
        ),
        Row(
            name: "being deleted",
            service: Fixture.service([], status: "DRAINING"),
            health: .unhealthy(["the service is DRAINING"])
        ),
    ])
    func `health`(_ row: Row) {
        #expect(ServiceStatus.health(of: row.service) == row.health)
    }

    @Test func `status names version and digest by the revision's tags`() async throws {
        let ecs = FakeECS { $0.settle("app@1", tags: ["shipit:version": "1.0", "shipit:digest": "sha256:ab"]) }
        let status = try #require(try await StatusReader(call: ecs.call).status(of: Fixture.reference))
        #expect(status.release?.version == "1.0")
        #expect(status.release?.digest == "sha256:ab")
        #expect(status.health == .healthy)
        #expect(try await StatusReader(call: FakeECS().call).status(of: Fixture.reference) == nil)
    }

    @Test(arguments: [true, false])
    func `history comes from service deployments, else from the family's tags`(_ keepsRecords: Bool) async throws {
        let ecs = RollbackTests.ecs(keepsRecords: keepsRecords)
        let history = try await StatusReader(call: ecs.call).history(of: Fixture.reference)
        #expect(history.map(\.revision.revision) == (keepsRecords ? [3, 1] : [3, 2, 1]))
        #expect(history.map(\.result) == (keepsRecords ? ["SUCCESSFUL", "SUCCESSFUL"] : ["good", "failed", "good"]))
        #expect(history.map(\.isLive) == history.map { $0.revision.revision == 3 })
        #expect(history.last?.release?.version == "1.0")
    }

    @Test func `why: the stopped tasks of the last hour are explained after the fact`() async throws {
        let ecs = FakeECS {
            $0.keepsRecords = false
            $0.settle("app@1", tags: DeployerTests.good)
            $0.behaviours["app@2"] = .crashes(3)
        }
        _ = try await DeployerTests.deploy(ecs, DeployerTests.request(source: .template(DeployerTests.template)))
        let report = try #require(try await StatusReader(call: ecs.call).diagnosis(of: Fixture.reference))
        #expect(report.revision.revision == 2)
        #expect(report.stops.first?.exitCode == 3)
        #expect(report.stops.first?.lastLines == ["cannot reach the database"])
        let quiet = FakeECS { $0.settle("app@1") }
        #expect(try await StatusReader(call: quiet.call).diagnosis(of: Fixture.reference) == nil)
    }
}
