import FoundationEssentials
import Testing

@testable import Pipelines

/// The sample in the repository is what it says it is.
@Suite struct SamplePipelineTests {
    private let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("pipelines")

    private func pipeline() throws -> Pipeline {
        let file = folder.appendingPathComponent("microservices.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        return try Pipeline(PipelineFile(path: file.path, text: text))
    }

    @Test func itStandsWithoutADoubt() throws {
        let pipeline = try pipeline()
        #expect(pipeline.name == "microservices")
        #expect(pipeline.warnings == [])
        #expect(pipeline.environmentNames == ["test", "stage", "prod"])
    }

    @Test func theSixServicesGoInThreeGroups() throws {
        let plan = try pipeline().release(environment: "test", version: "1.0.0", variables: [:])
        #expect(
            plan.waves.map { $0.map(\.name) } == [
                ["auth-service", "user-service", "taskflow-service", "notification-service"],
                ["ai-model-service"],
                ["api-gateway"],
            ]
        )
        #expect(plan.waves.flatMap { $0.map(\.name) } == plan.services.map(\.name))
        #expect(try plan.service("api-gateway").dependsOn.count == 5)
    }

    @Test func theTestEnvironmentFollowsTheSandbox() throws {
        let pipeline = try pipeline()
        let standard = try pipeline.release(environment: "test", version: "1", variables: [:]).environment
        #expect(standard.endpoint == "http://127.0.0.1:4566")
        #expect(standard.registry == "127.0.0.1:4566")
        #expect(standard.account == "000000000000")
        #expect(standard.createRepositories)
        let variables = ["SHIPIT_SANDBOX_AWS": "http://127.0.0.1:9", "SHIPIT_SANDBOX_ECR": "127.0.0.1:9"]
        let moved = try pipeline.release(environment: "test", version: "1", variables: variables).environment
        #expect(moved.endpoint == "http://127.0.0.1:9")
        #expect(moved.registry == "127.0.0.1:9")
    }

    @Test(
        arguments: [
            ("auth-service", "auth-service-td", "auth-tg", "auth", 9999),
            ("user-service", "user-service-td", "user-tg", "user", 8081),
            ("taskflow-service", "taskflow-service-td", "task-tg", "taskflow", 8082),
            ("notification-service", "notification-service-td", "noti-tg", "notification", 8083),
            ("ai-model-service", "ai-model-service-td", nil, "ai-model", 8000),
            ("api-gateway", "api-gateway-td", "api-gateway-tg", "api-gateway", 8080),
        ] as [(String, String, String?, String, Int64)]
    )
    func everyServiceIsWhereItsTableSays(
        _ name: String,
        _ family: String,
        _ targetGroup: String?,
        _ discovery: String,
        _ port: Int64
    ) throws {
        let release = try pipeline().release(environment: "test", version: "1.0.0", variables: [:]).service(name)
        #expect(release.taskDefinition.family == family)
        #expect(release.container == name)
        let balancers = release.service["loadBalancers"]?.list
        #expect(balancers?.first?["targetGroupArn"]?.string == targetGroup)
        #expect(balancers?.first.map { $0["containerPort"] == .integer(port) } ?? true)
        let registry = PipelineValue.map(["registryArn": .string("sgu.local/\(discovery)")])
        #expect(release.service["serviceRegistries"] == .list([registry]))
        let container = try #require(
            release.taskDefinition.members(image: "x@y")["containerDefinitions"]?.list?.first
        )
        #expect(container["image"] == .string("x@y"))
        #expect(container["environment"]?.list?.first == .map(["name": .string("PORT"), "value": .string("\(port)")]))
        let options = container["logConfiguration"]?["options"]
        #expect(options?["awslogs-group"] == .string("/ecs/test/\(name)"))
        #expect(options?["awslogs-create-group"] == .string("true"))
    }

    @Test func everyServiceHasSourcesToBuild() throws {
        let plan = try pipeline().release(environment: "test", version: "1.0.0", variables: [:])
        for service in plan.services {
            guard case .build(let recipe) = service.image else {
                Issue.record("\(service.name) is not built")
                continue
            }
            #expect(recipe.context == folder.appendingPathComponent("microservices").path)
            #expect(recipe.arguments["SERVICE"] == service.name)
            #expect(recipe.arguments["VERSION"] == "1.0.0")
            #expect(FileManager.default.fileExists(atPath: recipe.context + "/" + recipe.dockerfile))
            #expect(FileManager.default.fileExists(atPath: recipe.context + "/\(service.name)/www"))
        }
    }

    @Test func productionRunsMoreAndAsksFirst() throws {
        let plan = try pipeline().release(environment: "prod", version: "1.0.0", variables: [:])
        #expect(plan.environment.confirm)
        #expect(plan.environment.endpoint == nil)
        #expect(plan.services.map(\.desiredCount) == [2, 2, 2, 2, 2, 3])
        let gateway = try plan.service("api-gateway").taskDefinition.members(image: nil)
        #expect(gateway["memory"] == .string("1024"))
        #expect(gateway["executionRoleArn"] == .string("arn:aws:iam::444455556666:role/ecsTaskExecutionRole"))
    }
}
