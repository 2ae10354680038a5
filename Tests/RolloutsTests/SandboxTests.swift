import AWS
import FoundationEssentials
import HTTP
import TestSupport
import Testing

@testable import Rollouts

/// Deployments against an emulator that runs tasks as real containers.
@Suite(.serialized, .enabled(if: Sandbox.aws != nil && Sandbox.engine != nil && Sandbox.baseImage != nil))
struct SandboxTests {
    /// One service in a cluster of its own, and the image it runs.
    struct Place: Sendable {
        let client: AWSClient
        let service: ServiceReference
        let image: String

        static func make() async throws -> Place {
            let endpoint = try #require(Sandbox.aws)
            let client = try AWSClient.make(
                AWSSettings(region: "eu-west-1", endpoint: endpoint),
                environment: ["AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"],
                http: HTTPClient()
            )
            let name = "rollouts-" + UUID().uuidString.prefix(8).lowercased()
            _ = try await client.call(.ecs, "CreateCluster", ["clusterName": .string(name)])
            _ = try await client.call(.ecr, "CreateRepository", ["repositoryName": .string(name)])
            let host = String(endpoint.drop { $0 != "/" }.drop { $0 == "/" }.prefix { $0 != "/" })
            try await Engine.push(try #require(Sandbox.baseImage), as: "\(host)/\(name)", tag: "1")
            return Place(
                client: client,
                service: ServiceReference(cluster: name, name: "web"),
                image: "\(host)/\(name):1"
            )
        }

        /// A task definition whose container runs a command.
        func template(_ command: [String], sidecar: String? = nil) -> JSON {
            var containers: [JSON] = [
                [
                    "name": "app", "image": "placeholder", "command": .array(command.map { .string($0) }),
                    "essential": true, "memory": 64,
                    "logConfiguration": [
                        "logDriver": "awslogs",
                        "options": [
                            "awslogs-group": .string("/ecs/\(service.cluster)"), "awslogs-stream-prefix": "ecs",
                            "awslogs-region": "eu-west-1", "awslogs-create-group": "true",
                        ],
                    ],
                ]
            ]
            if let sidecar {
                containers.append(["name": "proxy", "image": .string(sidecar), "essential": true, "memory": 64])
            }
            return ["family": .string(service.cluster), "containerDefinitions": .array(containers)]
        }

        func request(_ version: String, _ template: JSON, breaker: Bool = false, count: Int = 1) -> DeployRequest {
            DeployRequest(
                service: service,
                source: .template(template),
                images: ["app": image],
                release: Release(service: "web", environment: "test", version: version),
                body: [
                    "desiredCount": .integer(Int64(count)),
                    "deploymentConfiguration": [
                        "deploymentCircuitBreaker": ["enable": .bool(breaker), "rollback": .bool(breaker)]
                    ],
                ],
                timeout: .seconds(90)
            )
        }

        func deploy(_ request: DeployRequest) async throws -> DeployOutcome {
            try await Deployer(client: client).deploy(request)
        }

        func release(_ revision: TaskDefinitionARN) async throws -> Release? {
            Release(tags: try await ECS(client).describeTaskDefinition(revision.text).tags)
        }

        func remove() async throws {
            try await ECS(client).deleteService(cluster: service.cluster, service.name, force: true)
            try await Engine.remove(image)
        }
    }

    /// As much of the Engine's API as it takes to have an image in a registry.
    enum Engine {
        static func push(_ base: String, as repository: String, tag: String) async throws {
            try await call(.post, "/images/\(base)/tag?repo=\(repository)&tag=\(tag)")
            let log = try await call(.post, "/images/\(repository)/push?tag=\(tag)", auth: true)
            #expect(!log.contains("errorDetail"), "\(log)")
        }

        static func remove(_ image: String) async throws {
            try await call(.delete, "/images/\(image)?force=1")
        }

        @discardableResult
        static func call(_ method: HTTPRequest.Method, _ path: String, auth: Bool = false) async throws -> String {
            let socket = try #require(Sandbox.engine).dropFirst("unix://".count)
            let url = try #require(URL(string: "http://engine\(path)"))
            let request = HTTPRequest(
                method,
                url,
                headers: auth ? ["X-Registry-Auth": "e30="] : [:],
                unixSocket: String(socket)
            )
            let response = try await HTTPClient().send(request)
            return String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
        }
    }

    static let server = ["/bin/busybox", "sh", "-c", "trap 'exit 0' TERM; while :; do sleep 1; done"]
    static let crash = ["/bin/busybox", "sh", "-c", "echo no database here; exit 3"]

    /// Whichever way it ends, the service is removed.
    static func withPlace(_ body: (Place) async throws -> Void) async throws {
        let place = try await Place.make()
        do {
            try await body(place)
        } catch {
            try? await place.remove()
            throw error
        }
        try await place.remove()
    }

    @Test func `a new service comes up, the same again changes nothing, a new version replaces it`() async throws {
        try await Self.withPlace { place in
            guard
                case .deployed(let first) = try await place.deploy(
                    place.request("1", place.template(Self.server), count: 2)
                )
            else {
                Issue.record("1 not deployed")
                return
            }
            #expect(first.runningCount == 2)
            #expect(try await place.release(first.revision)?.state == .good)
            guard case .unchanged(let same) = try await place.deploy(place.request("1", place.template(Self.server)))
            else {
                Issue.record("1 not unchanged")
                return
            }
            #expect(same.revision == first.revision)
            guard
                case .deployed(let second) = try await place.deploy(
                    place.request("2", place.template(Self.server + ["two"]))
                )
            else {
                Issue.record("2 not deployed")
                return
            }
            #expect(second.revision.revision == 2)
            #expect(second.desiredCount == 2)
            #expect(second.release?.previous == first.revision.short)
        }
    }

    @Test(arguments: [true, false])
    func `a container that exits at once is explained with its log and gone back from`(_ breaker: Bool) async throws {
        try await Self.withPlace { place in
            guard
                case .deployed = try await place.deploy(
                    place.request("1", place.template(Self.server), breaker: breaker)
                )
            else {
                Issue.record("1 not deployed")
                return
            }
            let outcome = try await place.deploy(place.request("2", place.template(Self.crash), breaker: breaker))
            guard case .failedRolledBack(let failure, let live, _) = outcome else {
                Issue.record("2 not rolled back: \(outcome)")
                return
            }
            #expect(failure.stops.first?.exitCode == 3)
            #expect(failure.stops.first?.lastLines == ["no database here"])
            #expect(live.revision.revision == 1)
            #expect(try await place.release(failure.revision)?.state == .failed)
            let status = try await StatusReader(client: place.client).status(of: place.service)
            #expect(status?.health == .healthy)
        }
    }

    @Test(arguments: [true, false])
    func `a sidecar that cannot be pulled ends it at the first task`(_ breaker: Bool) async throws {
        try await Self.withPlace { place in
            guard
                case .deployed = try await place.deploy(
                    place.request("1", place.template(Self.server), breaker: breaker)
                )
            else {
                Issue.record("1 not deployed")
                return
            }
            let broken = place.template(Self.server, sidecar: place.image + "-missing")
            let outcome = try await place.deploy(place.request("2", broken, breaker: breaker))
            guard case .failedRolledBack(let failure, let live, _) = outcome else {
                Issue.record("2 not rolled back: \(outcome)")
                return
            }
            #expect(failure.cause?.name == "image-not-found", "\(failure)")
            #expect(live.revision.revision == 1)
        }
    }

    @Test func `a new service that never runs is removed again`() async throws {
        let place = try await Place.make()
        guard case .failed(let failure) = try await place.deploy(place.request("1", place.template(Self.crash))) else {
            Issue.record("not failed")
            return
        }
        #expect(failure.removedService)
        let service = try await ECS(place.client).service(cluster: place.service.cluster, place.service.name)
        #expect(service?.isActive != true)
        try await Engine.remove(place.image)
    }

    @Test func `a run that was not waited for is taken up again`() async throws {
        try await Self.withPlace { place in
            _ = try await place.deploy(place.request("1", place.template(Self.server)))
            var second = place.request("2", place.template(Self.server + ["two"]))
            second.wait = false
            guard case .stillRunning(let running) = try await place.deploy(second) else {
                Issue.record("2 not left running")
                return
            }
            second.wait = true
            let outcome = try await place.deploy(second)
            switch outcome {
            case .deployed(let live), .unchanged(let live): #expect(live.revision == running.revision)
            default: Issue.record("2 not taken up: \(outcome)")
            }
        }
    }

    @Test func `rollback goes back to the version before, and history tells`() async throws {
        try await Self.withPlace { place in
            _ = try await place.deploy(place.request("1", place.template(Self.server)))
            _ = try await place.deploy(place.request("2", place.template(Self.server + ["two"])))
            let rollback = Rollback(client: place.client)
            let request = RollbackRequest(service: place.service, timeout: .seconds(60))
            let plan = try await rollback.plan(request)
            #expect(plan.targetRelease?.version == "1")
            guard case .rolledBack(_, let live) = try await rollback.run(plan, request) else {
                Issue.record("not rolled back")
                return
            }
            #expect(live.release?.version == "1")
            let history = try await StatusReader(client: place.client).history(of: place.service)
            #expect(history.map(\.result) == ["rolled-back", "good"])
            #expect(history.map(\.isLive) == [false, true])
        }
    }
}
