import FoundationEssentials
import HTTP
import Runner
import TestSupport
import Testing

@Suite("The doctor looks at everything a deploy would meet, and changes nothing", .timeLimit(.minutes(1)))
struct DoctorTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/shipit-doctor-\(UUID().uuidString)"

    private func examine(_ environment: String?, pipeline: String?) async throws -> [String] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if let pipeline {
            #expect(FileManager.default.createFile(atPath: folder + "/shipit.yaml", contents: Data(pipeline.utf8)))
        }
        let workspace = Workspace(
            environment: [
                "HOME": folder, "SHIPIT_STATE_DIR": folder + "/state", "DOCKER_HOST": "unix:///nonexistent/docker.sock",
                "AWS_ACCESS_KEY_ID": "AKIAFAKE", "AWS_SECRET_ACCESS_KEY": DeployStage.accessKey,
                "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            ],
            directory: folder
        )
        let checks = await Doctor(workspace: workspace, http: HTTPClient()).examine(
            pipeline: nil,
            environment: environment
        )
        #expect(!"\(checks)".contains(DeployStage.accessKey))
        return checks.map { check in
            switch check.result {
            case .passed: "\(check.name) passed"
            case .failed(let failure): "\(check.name) failed: \(failure.verdict)"
            case .skipped(let why): "\(check.name) skipped: \(why)"
            }
        }
    }

    private func pipeline(_ cloud: FakeCloud, cluster: String = "main") -> String {
        let registry = "127.0.0.1:\(cloud.server.port)"
        return """
            environments:
              test: {region: eu-west-1, cluster: \(cluster), endpoint: "http://\(registry)", registry: "\(registry)"}
            services:
              web:
                image: \(registry)/web:1
                taskDefinition: {family: web, containerDefinitions: [{name: app}]}
            """
    }

    @Test func withoutAPipelineFileOrAnEnvironmentTheMachineAloneIsLookedAt() async throws {
        let machine = ["state directory passed", "Docker Engine failed: refused"]
        #expect(
            try await examine("test", pipeline: nil) == ["pipeline file failed: refused"] + machine + [
                "AWS skipped: there is no pipeline file to find test in"
            ]
        )
        let cloud = try FakeCloud()
        #expect(
            try await examine(nil, pipeline: pipeline(cloud)) == ["pipeline file passed"] + machine + [
                "AWS skipped: name an environment by -e ENV"
            ]
        )
        #expect(try await examine("test", pipeline: "services: []").first == "pipeline file failed: badPipeline")
    }

    @Test func anEnvironmentIsLookedAtAsFarAsItCanBe() async throws {
        let cloud = try FakeCloud()
        #expect(
            Array(try await examine("test", pipeline: pipeline(cloud)).dropFirst(3)) == [
                "environment test passed", "AWS credentials passed", "cluster passed", "registry passed",
            ]
        )
        #expect(
            Array(try await examine("test", pipeline: pipeline(cloud, cluster: "mian")).dropFirst(3)) == [
                "environment test passed", "AWS credentials passed", "cluster failed: refused", "registry passed",
            ]
        )
        #expect(
            Array(try await examine("prod", pipeline: pipeline(cloud)).dropFirst(3)) == [
                "environment prod failed: usage"
            ]
        )
        #expect(cloud.changes == [])
    }
}
