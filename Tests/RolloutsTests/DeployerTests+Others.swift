import AWS
import Testing

@testable import Rollouts

/// Deployments that somebody else, or a run before, has begun or begins meanwhile.
extension DeployerTests {
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
}
