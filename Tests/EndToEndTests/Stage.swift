import AWS
import FoundationEssentials
import HTTP
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A place of its own for one test on the sandbox: a cluster, a folder with a pipeline and sources, a state directory.
///
/// Images that a test leaves behind in the engine go with the sandbox.
final class Stage: Sendable {
    /// The stage of the test that runs; see `StageTrait`.
    @TaskLocal static var current: Stage?

    /// Unique among all tests and runs.
    let name: String
    let folder: String
    let client: AWSClient
    private let http = HTTPClient()

    static let isPossible = Sandbox.aws != nil && Sandbox.shipit != nil && Sandbox.engine != nil

    init() async throws {
        name = "e2e-" + UUID().uuidString.prefix(8).lowercased()
        folder = FileManager.default.temporaryDirectory.path + "/shipit-" + name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let endpoint = try #require(Sandbox.aws)
        client = try AWSClient.make(
            AWSSettings(region: "ap-southeast-1", endpoint: endpoint),
            environment: ["AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"],
            http: http
        )
        _ = try await client.call(.ecs, "CreateCluster", ["clusterName": .string(name)])
    }

    /// Removes the services, so that none goes on restarting tasks, and the folder.
    func takeDown() async throws {
        let ecs = ECS(client)
        let answer = try await client.call(.ecs, "ListServices", ["cluster": .string(name), "maxResults": 100])
        for arn in (answer["serviceArns"]?.array ?? []).compactMap(\.string) {
            try await ecs.deleteService(
                cluster: name,
                arn.split(separator: "/").last.map(String.init) ?? arn,
                force: true
            )
        }
        try FileManager.default.removeItem(atPath: folder)
    }

    // MARK: Files

    func write(_ path: String, _ text: String) throws {
        let full = folder + "/" + path
        let parent = full.split(separator: "/").dropLast().joined(separator: "/")
        try FileManager.default.createDirectory(atPath: "/" + parent, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: full))
    }

    /// A Dockerfile over the sandbox's base whose container runs a command of busybox's shell.
    func writeSource(_ folder: String, command: String) throws {
        let base = try #require(Sandbox.baseImage)
        try write(
            "\(folder)/Dockerfile",
            """
            FROM \(base)
            ARG VERSION=none
            RUN mkdir -p /www && echo "$VERSION" > /www/index.html
            CMD ["sh", "-c", "\(command)"]
            """
        )
    }

    /// A server that answers its version and ends when it is told to.
    static let serving = "trap 'exit 0' TERM; httpd -f -p 8080 -h /www & wait"

    /// A pipeline of services with one container each, and more if `sidecars` says so.
    func writePipeline(_ services: [SampleService], breaker: Bool = true, more: String = "") throws {
        let ecr = try #require(Sandbox.aws).replacing("http://", with: "")
        var text = """
            name: \(name)
            environments:
              test:
                account: "000000000000"
                region: ap-southeast-1
                endpoint: \(try #require(Sandbox.aws))
                registry: \(ecr)
                cluster: \(name)
                createRepositories: true
            \(more)
            defaults:
              service:
                deploymentConfiguration:
                  maximumPercent: 200
                  minimumHealthyPercent: 100
                  deploymentCircuitBreaker: {enable: \(breaker), rollback: \(breaker)}
                networkConfiguration:
                  awsvpcConfiguration: {subnets: [subnet-00000001], assignPublicIp: ENABLED}
            services:

            """
        for service in services { text += service.yaml(prefix: name) }
        try write("shipit.yaml", text)
    }

    // MARK: The command

    /// Runs shipit in the folder.
    func shipit(
        _ arguments: String...,
        environment: [String: String] = [:],
        onErrorLine: @escaping @Sendable (_ line: String, _ process: pid_t) -> Void = { _, _ in }
    ) async throws -> ProcessRun {
        try await shipit(arguments, environment: environment, onErrorLine: onErrorLine)
    }

    /// Runs shipit in the folder.
    func shipit(
        _ arguments: [String],
        environment more: [String: String] = [:],
        onErrorLine: @escaping @Sendable (_ line: String, _ process: pid_t) -> Void = { _, _ in }
    ) async throws -> ProcessRun {
        var environment = [
            "HOME": folder, "PATH": "/usr/bin:/bin", "SHIPIT_STATE_DIR": folder + "/state",
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "DOCKER_HOST": try #require(Sandbox.engine),
        ]
        environment.merge(more) { _, new in new }
        return try await ProcessRun.run(
            try #require(Sandbox.shipit),
            arguments,
            environment: environment,
            directory: folder,
            onErrorLine: onErrorLine
        )
    }

    // MARK: What is true in AWS

    /// The service as ECS describes it; nil when there is none.
    func service(_ service: String) async throws -> ECSService? {
        try await ECS(client).service(cluster: name, service)
    }

    /// The `shipit:version` of what is live.
    func liveVersion(_ service: String) async throws -> String? {
        guard let live = try await self.service(service)?.taskDefinition else { return nil }
        return try await ECS(client).describeTaskDefinition(live.text).tags["shipit:version"]
    }

    /// Waits until the tasks that run are exactly the wanted ones of the live revision.
    ///
    /// The emulator removes old tasks some seconds after a deployment is done.
    func settle(_ service: String) async throws {
        for _ in 0..<120 {
            if let now = try await self.service(service), now.runningCount == now.desiredCount, now.pendingCount == 0 {
                return
            }
            try await Task.sleep(for: .milliseconds(250))
        }
        Issue.record("\(service) has not settled")
    }

    /// What every running task of the live revision answers over HTTP.
    func answers(_ service: String, port: Int = 8080) async throws -> Set<String> {
        let live = try #require(try await self.service(service)?.taskDefinition)
        let ecs = ECS(client)
        let names = try await ecs.listTasks(cluster: name, service: service, desiredStatus: "RUNNING")
        var answers: Set<String> = []
        for task in try await ecs.describeTasks(cluster: name, names) where task.taskDefinition == live {
            let details = task.document["attachments"]?.array?.first?["details"]?.array ?? []
            let address = details.first { $0["name"] == "privateIPv4Address" }?["value"]?.string
            let host = try #require(address)
            let url = try #require(URL(string: "http://\(host):\(port)/"))
            let body = try await http.send(HTTPRequest(.get, url)).body.collect()
            answers.insert(String(decoding: body, as: UTF8.self).replacing("\n", with: ""))
        }
        return answers
    }
}

/// A service of a test's pipeline.
struct SampleService: Sendable {
    var name: String
    var context: String?
    var dependsOn: [String] = []
    var desiredCount = 1
    /// Lines of YAML that are further containers.
    var sidecar: String?
    /// Lines of YAML in the container.
    var container = ""

    func yaml(prefix: String) -> String {
        """
          \(name):
            dependsOn: [\(dependsOn.joined(separator: ", "))]
            repository: \(prefix)/\(name)
            build: {context: \(context ?? name), arguments: {VERSION: "${version}"}}
            container: app
            taskDefinition:
              family: \(prefix)-\(name)
              networkMode: awsvpc
              requiresCompatibilities: [FARGATE]
              cpu: "256"
              memory: "512"
              containerDefinitions:
                - name: app
                  essential: true
                  stopTimeout: 2
                  portMappings: [{containerPort: 8080}]
                  logConfiguration:
                    logDriver: awslogs
                    options: {awslogs-group: /\(prefix), awslogs-region: ap-southeast-1, awslogs-stream-prefix: app, awslogs-create-group: "true"}
                  \(container)
        \(sidecar ?? "")
            service: {desiredCount: \(desiredCount)}

        """
    }
}
