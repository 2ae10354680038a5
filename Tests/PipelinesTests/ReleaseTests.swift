import Testing

@testable import Pipelines

@Suite struct ReleaseTests {
    @Test func aSmallPipelineGivesAPlan() throws {
        let pipeline = try parse(smallPipeline)
        #expect(pipeline.name == "shipit")
        #expect(pipeline.warnings == [])
        let plan = try pipeline.release(environment: "test", version: "1.0.0", variables: [:])
        let web = try plan.service("web")
        #expect(plan.environment.cluster == "main")
        #expect(plan.environment.registry == nil)
        #expect(plan.environment.createRepositories == false)
        #expect(web.serviceName == "web")
        #expect(web.service == .map(["serviceName": .string("web")]))
        #expect(web.repository == "web")
        #expect(web.container == "web")
        #expect(web.timeout == nil)
        #expect(web.taskDefinition.base == .file)
        let members = web.taskDefinition.members(image: "web@sha256:0")
        #expect(members["family"] == .string("web"))
        let container = try #require(members["containerDefinitions"]?.list?.first)
        #expect(container["image"] == .string("web@sha256:0"))
        #expect(container["portMappings"]?.list == [.map(["containerPort": .integer(8080)])])
    }

    @Test(arguments: [
        ("shipit.yaml", "web", "web"), ("pipelines/shop.yaml", "web", "pipelines/web"),
        ("pipelines/shop.yaml", ".", "pipelines"), ("/etc/shop.yaml", "../web", "/etc/../web"),
        ("pipelines/shop.yaml", "/src/web", "/src/web"), ("shipit.yaml", ".", "."),
    ])
    func contextsStartAtTheFolderOfTheFile(_ path: String, _ context: String, _ expected: String) throws {
        let text = smallPipeline.replacing("context: web", with: "context: \(context)")
        let plan = try Pipeline(PipelineFile(path: path, text: text))
            .release(environment: "test", version: "1", variables: [:])
        guard case .build(let recipe) = try plan.service("web").image else {
            Issue.record("expected a build")
            return
        }
        #expect(recipe.context == expected)
        #expect(recipe.dockerfile == "Dockerfile")
    }

    @Test func theImageGoesToTheContainerThatTheFileNames() throws {
        let text = """
            environments: {test: {region: eu-central-1, cluster: main}}
            services:
              web:
                build: {context: .}
                container: app
                taskDefinition:
                  containerDefinitions:
                    - {name: web, image: proxy}
                    - {name: app}
                    - {name: migrate, image: "${image}", command: [migrate, "${version}"]}
            """
        let plan = try parse(text).release(environment: "test", version: "2", variables: [:])
        let containers = try plan.service("web").taskDefinition.members(image: "r@d")["containerDefinitions"]?.list
        #expect(containers?.map { $0["image"] } == [.string("proxy"), .string("r@d"), .string("r@d")])
        #expect(containers?.last?["command"] == .list([.string("migrate"), .string("2")]))
    }

    @Test func containersMayNameTheirImagesThemselves() throws {
        let text = """
            environments: {test: {region: eu-central-1, cluster: main}}
            services:
              web: {taskDefinition: {containerDefinitions: [{name: a, image: "web:${version}"}, {name: b, image: x}]}}
            """
        let web = try parse(text).release(environment: "test", version: "2", variables: [:]).service("web")
        #expect(web.image == .asWritten)
        #expect(web.container == nil)
        let containers = web.taskDefinition.members(image: "r@d")["containerDefinitions"]?.list
        #expect(containers?.map { $0["image"] } == [.string("web:2"), .string("x")])
    }

    @Test(
        arguments: [
            ("tset", "test"), ("TEST", "test"), ("prd", "prod"), ("production", nil), ("x", nil),
        ] as [(String, String?)]
    )
    func anUnknownEnvironmentIsAnErrorWithTheNearestName(_ name: String, _ suggestion: String?) throws {
        let text = """
            environments: {test: {region: eu-central-1, cluster: a}, prod: {region: eu-central-1, cluster: a}}
            services: {web: {image: x}}
            """
        #expect(throws: ReleaseError.unknownEnvironment(name, known: ["test", "prod"], suggestion: suggestion)) {
            try parse(text).release(environment: name, version: "1", variables: [:])
        }
    }

    @Test func allUnknownServicesAreNamed() throws {
        let error = try #require(throws: ReleaseError.self) {
            try parse(smallPipeline)
                .release(environment: "test", services: ["wbe", "web", "mail"], version: "1", variables: [:])
        }
        #expect(
            "\(error)"
                == "unknown service 'wbe': did you mean 'web'?; unknown service 'mail'; the pipeline has web"
        )
    }

    @Test func jsonIsReadAsWell() throws {
        let text = """
            {"environments": {"test": {"region": "eu-central-1", "cluster": "main"}},
             "services": {"web": {"image": "nginx:1", "service": {"desiredCount": 2}}}}
            """
        let web = try parse(text).release(environment: "test", version: "1", variables: [:]).service("web")
        #expect(web.image == .existing("nginx:1"))
        #expect(web.desiredCount == 2)
    }

    @Test func containersAreChosenByOneRule() {
        typealias Choice = Result<String, ImageContainer.Problem>
        func choose(_ names: [String], _ name: String?) -> Choice {
            ImageContainer.choose(from: names, named: name, service: "web")
        }
        #expect(choose(["a"], nil) == .success("a"))
        #expect(choose(["a", "web"], nil) == .success("web"))
        #expect(choose(["a", "web"], "a") == .success("a"))
        #expect(choose(["a", "b"], nil) == .failure(.ambiguous(["a", "b"])))
        #expect(choose(["a"], "b") == .failure(.unknown("b", known: ["a"])))
        #expect(choose([], nil) == .failure(.noContainers))
    }
}
