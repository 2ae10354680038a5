import AWS
import Docker
import FoundationEssentials
import HTTP
import Pipelines
import Registry
import Rollouts

/// Looks at everything a deploy needs from this machine and from an environment; changes nothing.
package struct Doctor: Sendable {
    private let workspace: Workspace
    private let http: HTTPClient

    package init(workspace: Workspace, http: HTTPClient) {
        self.workspace = workspace
        self.http = http
    }

    /// All checks, in the order in which a deploy would meet them.
    ///
    /// - Parameters:
    ///   - pipeline: The pipeline file's name as the user gave it.
    ///   - environment: The environment to look at; nil looks at the machine alone.
    package func examine(pipeline name: String?, environment: String?) async -> [DoctorCheck] {
        var checks: [DoctorCheck] = []
        var pipeline: Pipeline?
        checks.append(
            await check("pipeline file") {
                let file = try PipelineLocator.read(named: name, in: workspace)
                let found = try Pipeline(file)
                pipeline = found
                return "\(file.path): \(found.serviceNames.count) services,"
                    + " environments \(found.environmentNames.joined(separator: ", "))"
            }
        )
        checks.append(
            await check("state directory") { try workspace.state.make("runs") }
        )
        checks.append(
            await check("Docker Engine") {
                let configuration = try DockerConfiguration(reading: workspace.docker)
                let engine = try LocalEngine.make(configuration, in: workspace, http: http)
                let info = try await engine.info()
                let store = info.hasContainerdStore ? "containerd store" : info.storageDriver
                return "\(info.version) (\(store)) at \(engine.endpoint)"
            }
        )
        guard let environment else {
            checks.append(DoctorCheck("AWS", .skipped("name an environment by -e ENV")))
            return checks
        }
        guard let pipeline else {
            checks.append(DoctorCheck("AWS", .skipped("there is no pipeline file to find \(environment) in")))
            return checks
        }
        return checks + (await examine(environment, of: pipeline))
    }

    private func examine(_ name: String, of pipeline: Pipeline) async -> [DoctorCheck] {
        var target: TargetEnvironment?
        var connections: Connections?
        var checks = [
            await check("environment \(name)") {
                let plan = try pipeline.release(environment: name, version: nil, variables: workspace.environment)
                target = plan.environment
                return "cluster \(plan.environment.cluster), \(plan.environment.region)"
            }
        ]
        guard let target else { return checks }
        checks.append(
            await check("AWS credentials") {
                let open = try await Connections.open(target, session: "shipit-doctor", in: workspace, http: http)
                connections = open
                return "\(open.identity.arn), from \(try open.aws.credentialOrigin())"
            }
        )
        guard let connections else { return checks }
        checks.append(
            await check("cluster") {
                let (clusters, _) = try await ECS(connections.aws).describeClusters([target.cluster])
                guard let status = clusters.first?["status"]?.string else {
                    throw RunFailure("there is no cluster '\(target.cluster)'", verdict: .refused)
                }
                return "\(target.cluster) is \(status)"
            }
        )
        checks.append(
            await check("registry") {
                let host = connections.registry
                let credential = try await connections.credentials.credential(for: host)
                try await connections.registryClient(for: host).checkAccess()
                return "\(host), \(credential.map { "\($0)" } ?? "anonymous")"
            }
        )
        return checks
    }

    private func check(_ name: String, _ look: () async throws -> String) async -> DoctorCheck {
        do {
            return DoctorCheck(name, .passed(try await look()))
        } catch {
            return DoctorCheck(name, .failed(RunFailure(error, while: "looking at the \(name)")))
        }
    }
}
