import FoundationEssentials
import HTTP
import Pipelines
import Runner
import TestSupport

/// A folder with a pipeline whose services run images of a fake registry, and a run of all of them.
final class DeployStage: Sendable {
    static let accessKey = "hunter2-secret-key"
    static let variable = "hunter2-variable"

    let folder = FileManager.default.temporaryDirectory.path + "/shipit-run-\(UUID().uuidString)"
    let cloud: FakeCloud
    let journal: Journal
    let workspace: Workspace
    let plan: ReleasePlan
    private let id = RunID(startingAt: Date(timeIntervalSince1970: 1_795_223_700), random: 7)

    /// - Parameter services: Each with what it depends on, in the order of the file.
    init(_ services: [(name: String, dependsOn: [String])], on cloud: FakeCloud) throws {
        self.cloud = cloud
        workspace = Workspace(
            environment: [
                "HOME": folder, "SHIPIT_STATE_DIR": folder + "/state", "DOCKER_HOST": "unix:///nonexistent/docker.sock",
                "AWS_ACCESS_KEY_ID": "AKIAFAKE", "AWS_SECRET_ACCESS_KEY": Self.accessKey,
                "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            ],
            directory: folder
        )
        let pipeline = try Pipeline(PipelineFile(path: "shipit.yaml", text: Self.text(services, at: cloud)))
        plan = try pipeline.release(environment: "test", version: "2.0", variables: workspace.environment)
        journal = try Journal(in: workspace.state, for: id)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func deploy(_ log: EventLog, _ options: DeployOptions = DeployOptions()) async -> RunReport {
        let header = RunHeader(
            id: id.description,
            verb: "deploy",
            environment: "test",
            version: "2.0",
            services: plan.services.map(\.name)
        )
        let session = RunSession(header: header, journal: journal, emit: log.hear)
        return await DeployRun(plan, options: options, session: session, workspace: workspace, http: HTTPClient()).run()
    }

    /// The journal's lines so far.
    static func lines(below folder: String) -> [String] {
        let runs = folder + "/state/runs"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: runs)) ?? []
        return names.flatMap { name -> [String] in
            let bytes = FileManager.default.contents(atPath: runs + "/" + name) ?? Data()
            return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
        }
    }

    private static func text(_ services: [(name: String, dependsOn: [String])], at cloud: FakeCloud) -> String {
        let registry = "127.0.0.1:\(cloud.server.port)"
        var text = """
            environments:
              test:
                region: eu-west-1
                cluster: main
                endpoint: http://\(registry)
                registry: \(registry)
            services:

            """
        for service in services {
            text += """
                  \(service.name):
                    dependsOn: [\(service.dependsOn.joined(separator: ", "))]
                    image: \(registry)/team/\(service.name):${version}
                    taskDefinition:
                      family: \(service.name)
                      containerDefinitions:
                        - name: app
                          environment: [{name: TOKEN, value: \(Self.variable)}]
                    service: {desiredCount: 1}

                """
        }
        return text
    }
}
