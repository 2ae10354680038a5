import AWS
import Testing

@testable import Rollouts

/// Deployments that fail: why is told, and what served before serves again.
extension DeployerTests {
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
}
