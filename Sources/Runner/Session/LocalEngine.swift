import Docker
import HTTP

/// The Docker Engine that docker itself would use from here.
enum LocalEngine {
    /// Finds the engine's endpoint by docker's rules; connects to nothing yet.
    static func make(
        _ configuration: DockerConfiguration,
        in workspace: Workspace,
        http: HTTPClient
    ) throws -> DockerEngine {
        DockerEngine(
            endpoint: try DockerEndpoint.resolve(configuration: configuration),
            client: http,
            apiVersion: workspace.environment["DOCKER_API_VERSION"].flatMap { APIVersion($0) },
            headers: configuration.headers
        )
    }
}
