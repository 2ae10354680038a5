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
    init(
        _ services: [(name: String, dependsOn: [String])],
        on cloud: FakeCloud,
        cluster: String = "main",
        account: String = "000000000000",
        version: String = "2.0"
    ) throws {
        self.cloud = cloud
        workspace = Workspace(
            environment: [
                "HOME": folder, "SHIPIT_STATE_DIR": folder + "/state", "DOCKER_HOST": "unix:///nonexistent/docker.sock",
                "AWS_ACCESS_KEY_ID": "AKIAFAKE", "AWS_SECRET_ACCESS_KEY": Self.accessKey,
                "AWS_CONFIG_FILE": "/nonexistent", "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            ],
            directory: folder
        )
        let pipeline = try Pipeline(
            PipelineFile(path: "shipit.yaml", text: Self.text(services, at: cloud, cluster, account))
        )
        plan = try pipeline.release(environment: "test", version: version, variables: workspace.environment)
        journal = try Journal(in: workspace.state, for: id)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder)
    }

    func deploy(_ log: EventLog, _ options: DeployOptions = DeployOptions()) async -> RunReport {
        let run = DeployRun(plan, options: options, session: session(log), workspace: workspace, http: HTTPClient())
        return await run.run()
    }

    func plan(_ log: EventLog, _ options: DeployOptions = DeployOptions()) async throws -> [PlannedService] {
        let run = PlanRun(plan, options: options, session: session(log), workspace: workspace, http: HTTPClient())
        return try await run.run()
    }

    func rollBack(_ log: EventLog) async -> RunReport {
        let options = RollbackOptions()
        let run = RollbackRun(plan, options: options, session: session(log), workspace: workspace, http: HTTPClient())
        return await run.run()
    }

    private func session(_ log: EventLog) -> RunSession {
        let header = RunHeader(
            id: id.description,
            verb: "deploy",
            environment: "test",
            version: plan.version,
            services: plan.services.map(\.name)
        )
        return RunSession(header: header, journal: journal, emit: log.hear)
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

    private static func text(
        _ services: [(name: String, dependsOn: [String])],
        at cloud: FakeCloud,
        _ cluster: String,
        _ account: String
    ) -> String {
        let registry = "127.0.0.1:\(cloud.server.port)"
        var text = """
            environments:
              test:
                region: eu-west-1
                account: "\(account)"
                cluster: \(cluster)
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
