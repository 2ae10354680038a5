import Testing

@testable import Pipelines

/// One mistake each, in an otherwise sound pipeline.
@Suite struct MistakeTests {
    struct Mistake: CustomTestStringConvertible {
        /// What goes below `services: web:`, in place of the small pipeline's.
        var service = "{build: {context: web}}"
        var environment = "{region: eu-central-1, cluster: main}"
        var top = ""
        /// The first lines of the diagnostics without file, line and column.
        let expected: [String]

        var testDescription: String { expected.joined(separator: "; ") }

        var text: String {
            """
            \(top)
            environments: {test: \(environment)}
            services:
              web: \(service)
            """
        }
    }

    @Test(arguments: [
        Mistake(service: "{}", expected: ["error: expected 'build' or 'image' for 'web', found neither"]),
        Mistake(service: "", expected: ["error: expected 'build' or 'image' for 'web', found neither"]),
        Mistake(
            service: "{build: {context: .}, image: x}",
            expected: ["error: expected either 'build' or 'image' for 'web', found both"]
        ),
        Mistake(service: "{build: {target: x}}", expected: ["error: 'context' is missing in 'build'"]),
        Mistake(service: "{build: web}", expected: ["error: expected a mapping for 'build', found 'web'"]),
        Mistake(
            service: "{build: {context: ., arguments: [A=b]}}",
            expected: ["error: expected a mapping for 'arguments', found a list"]
        ),
        Mistake(
            service: "{build: {context: ., platform: amd64}}",
            expected: ["error: expected a platform such as linux/amd64 for 'platform', found 'amd64'"]
        ),
        Mistake(
            service: "{image: x, repository: Web}",
            expected: [
                "error: expected a repository name of lower-case letters, digits, '-', '_', '.' and '/' "
                    + "for 'repository', found 'Web'"
            ]
        ),
        Mistake(
            service: "{image: x, dependsOn: web2}",
            expected: ["error: expected a list for 'dependsOn', found 'web2'"]
        ),
        Mistake(service: "{image: x, dependsOn: [web]}", expected: ["error: 'web' waits for itself: web -> web"]),
        Mistake(
            service: "{image: x, dependsOn: [~]}",
            expected: ["error: expected a value in the list 'dependsOn', found nothing"]
        ),
        Mistake(
            service: "{image: x, deploy: {timeout: 15}}",
            expected: ["error: expected a duration such as 90s, 15m or 1h30m for 'timeout', found '15'"]
        ),
        Mistake(
            service: "{image: x, service: {cluster: main}}",
            expected: ["error: 'cluster' is not given in 'service': the environment names the cluster"]
        ),
        Mistake(
            service: "{image: x, service: {desiredCount: two}}",
            expected: ["error: expected an integer for 'desiredCount', found 'two'"]
        ),
        Mistake(
            service: "{image: x, service: {networkConfiguration: {awsvpcConfiguration: {assignPublicIp: true}}}}",
            expected: ["warning: expected one of ENABLED, DISABLED for 'assignPublicIp', found 'true'"]
        ),
        Mistake(
            service: "{image: x, service: {DesiredCount: 1, somethingNew: {a: 1}}}",
            expected: [
                "warning: 'DesiredCount' in 'service' is no member that shipit knows; it is passed to AWS as it is"
            ]
        ),
        Mistake(
            service: "{image: x, service: {desiredCount: 3, deploymentConfiguration: {maximumPercent: 125}}}",
            expected: [
                "error: a deployment of 'web' cannot move: of 3 tasks at least 3 stay (minimumHealthyPercent 100) "
                    + "and at most 3 run (maximumPercent 125)"
            ]
        ),
        Mistake(
            service: "{image: x, service: {desiredCount: 3, "
                + "deploymentConfiguration: {minimumHealthyPercent: 50, maximumPercent: 70}}}",
            expected: [
                "error: a deployment of 'web' cannot move: of 3 tasks at least 2 stay (minimumHealthyPercent 50) "
                    + "and at most 2 run (maximumPercent 70)"
            ]
        ),
        Mistake(
            service: "{image: x, service: {loadBalancers: [{targetGroupArn: a}]}}",
            expected: [
                "error: 'containerName' is missing in 'loadBalancers'",
                "error: 'containerPort' is missing in 'loadBalancers'",
            ]
        ),
    ])
    func aServicesMistakesAreNamed(_ mistake: Mistake) {
        #expect(headlines(mistake.text) == mistake.expected)
    }

    @Test(arguments: [
        Mistake(
            environment: "",
            expected: ["error: 'cluster' is missing in 'test'", "error: 'region' is missing in 'test'"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, acount: '1'}",
            expected: ["error: unknown key 'acount' in 'test'"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, endpoint: localhost}",
            expected: ["error: expected a URL such as http://127.0.0.1:4566 for 'endpoint', found 'localhost'"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, registry: 'https://r'}",
            expected: [
                "error: expected a host such as registry.example.com:5000 for 'registry', found the text \"https://r\""
            ]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, confirm: 'yes'}",
            expected: ["error: expected true or false for 'confirm', found the text \"yes\""]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, services: {wbe: {}}}",
            expected: ["error: 'wbe' is no service of this pipeline"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, services: {web: {dependsOn: []}}}",
            expected: ["error: unknown key 'dependsOn' in 'web'"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, services: {web: {image: x}}}",
            expected: ["error: expected either 'build' or 'image' for 'web', found both"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: '${version}'}",
            expected: ["error: '${version}' is not known in 'cluster' of an environment"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, values: {a: '${values.b}', b: x}}",
            expected: ["error: '${values.b}' stands in another value; values do not build on each other"]
        ),
        Mistake(
            environment: "{region: eu-central-1, cluster: a, values: {list: [x]}}",
            expected: ["error: expected a text for 'list', found a list"]
        ),
        Mistake(
            top: "name: my shop",
            expected: ["error: expected a name of letters, digits, '-' and '_' for 'name', found 'my shop'"]
        ),
    ])
    func anEnvironmentsMistakesAreNamed(_ mistake: Mistake) {
        #expect(headlines(mistake.text) == mistake.expected)
    }

    struct TaskMistake: CustomTestStringConvertible {
        /// Members of the task definition but for the containers.
        var members = ""
        var containers = "{name: web}"
        var service = ""
        var source = "build: {context: web}"
        let expected: [String]
        var testDescription: String { expected.joined(separator: "; ") }
    }

    private static let fargate = "requiresCompatibilities: [FARGATE], executionRoleArn: r"

    @Test(arguments: [
        TaskMistake(containers: "", expected: ["error: no container of 'web' can receive the image: there is none"]),
        TaskMistake(
            containers: "{name: a, image: x}, {name: b, image: y}",
            expected: ["error: the image of 'web' could go to any of the containers a, b"]
        ),
        TaskMistake(
            containers: "{name: app}",
            source: "container: ap, build: {context: web}",
            expected: ["error: expected one of app for 'container', found 'ap'"]
        ),
        TaskMistake(
            containers: "{name: web}, {name: proxy}",
            expected: ["error: 'image' is missing in a container beside 'web'"]
        ),
        TaskMistake(containers: "{name: web}, {name: web}", expected: ["error: two containers are named 'web'"]),
        TaskMistake(containers: "{essential: true}", expected: ["error: 'name' is missing in 'containerDefinitions'"]),
        TaskMistake(
            containers: "{name: web, image: nginx}",
            expected: ["warning: 'web' receives the image of this release in place of 'nginx'"]
        ),
        TaskMistake(
            containers: "{name: web}",
            source: "repository: web",
            expected: ["error: expected 'build' or 'image' for 'web', found neither"]
        ),
        TaskMistake(
            containers: "{name: web, image: '${image}'}",
            source: "repository: web",
            expected: ["error: '${image}' needs 'build' or 'image' for 'web', found neither"]
        ),
        TaskMistake(
            containers: "{name: web}",
            service: "serviceConnectConfiguration: {enabled: true, services: [{portName: http}]}",
            expected: ["error: 'serviceConnectConfiguration' names the port 'http', but the port mappings have none"]
        ),
        TaskMistake(
            containers: "{name: web}",
            service: "tags: [{key: a, value: '${image}'}]",
            expected: ["error: '${image}' is known in 'taskDefinition' only, found in 'service'"]
        ),
        TaskMistake(
            members: fargate,
            expected: [
                "error: 'cpu' is missing in 'taskDefinition': Fargate needs it",
                "error: 'memory' is missing in 'taskDefinition': Fargate needs it",
                "error: 'networkMode' is missing in 'taskDefinition': Fargate needs awsvpc",
            ]
        ),
        TaskMistake(
            members: fargate + ", networkMode: bridge, cpu: 300, memory: 512",
            expected: [
                "error: expected awsvpc for 'networkMode' on Fargate, found 'bridge'",
                "error: expected one of 256, 512, 1024, 2048, 4096, 8192, 16384 for 'cpu' on Fargate, found '300'",
            ]
        ),
        TaskMistake(
            members: fargate + ", networkMode: awsvpc, cpu: 1024, memory: 1 GB",
            expected: [
                "error: expected 2048 to 8192 in steps of 1024 for 'memory' on Fargate with cpu 1024, found '1 GB'"
            ]
        ),
        TaskMistake(
            members: "requiresCompatibilities: [FARGATE], networkMode: awsvpc, cpu: 256, memory: 512",
            expected: ["error: 'executionRoleArn' is missing in 'taskDefinition': Fargate needs it to pull from ECR"]
        ),
    ])
    func aTaskDefinitionsMistakesAreNamed(_ mistake: TaskMistake) {
        let members = mistake.members.isEmpty ? "" : mistake.members + ", "
        let text = """
            environments: {test: {region: eu-central-1, cluster: main}}
            services:
              web: {\(mistake.source), service: {\(mistake.service)},
                taskDefinition: {\(members)containerDefinitions: [\(mistake.containers)]}}
            """
        #expect(headlines(text) == mistake.expected)
    }

    @Test func cyclesAreNamedOnceEach() {
        let text = """
            environments: {test: {region: eu-central-1, cluster: main}}
            services:
              a: {image: x, dependsOn: [b]}
              b: {image: x, dependsOn: [c]}
              c: {image: x, dependsOn: [a, d]}
              d: {image: x}
              e: {image: x, dependsOn: [f, a]}
              f: {image: x, dependsOn: [e]}
            """
        #expect(
            headlines(text) == [
                "error: 'a' waits for itself: a -> b -> c -> a", "error: 'e' waits for itself: e -> f -> e",
            ]
        )
    }

    @Test func twoServicesOfOneNameAreAMistakeInTheEnvironmentWhereTheyMeet() {
        let text = """
            environments:
              test: {region: eu-central-1, cluster: main}
              prod: {region: eu-central-1, cluster: main, services: {b: {service: {serviceName: a}}}}
            services:
              a: {image: x}
              b: {image: x}
            """
        #expect(headlines(text) == ["error: 'a' and 'b' are both the service 'a' in 'prod'"])
    }

    @Test func aMistakeInDefaultsIsReportedOnceForAllEnvironmentsAndServices() {
        let text = """
            defaults: {service: {desiredCount: x}}
            environments:
              test: {region: eu-central-1, cluster: main}
              prod: {region: eu-central-1, cluster: main}
            services:
              a: {image: x}
              b: {image: x}
            """
        #expect(headlines(text) == ["error: expected an integer for 'desiredCount', found 'x'"])
    }

    /// Severity and message of everything that is found, in order.
    private func headlines(_ text: String) -> [String] {
        let diagnostics: [Diagnostic]
        do throws(PipelineError) {
            diagnostics = try Pipeline(PipelineFile(path: "f", text: text)).warnings
        } catch {
            diagnostics = error.diagnostics
        }
        return diagnostics.map { "\($0.severity.rawValue): \($0.message)" }
    }
}
