import AWS
import Docker
import HTTP
import Images
import Registry

/// Pushes one image of the engine to any registry: `shipit image push`.
package struct ImagePushRun: Sendable {
    private let session: RunSession
    private let workspace: Workspace
    private let http: HTTPClient

    package init(session: RunSession, workspace: Workspace, http: HTTPClient) {
        self.session = session
        self.workspace = workspace
        self.http = http
    }

    /// Pushes an image.
    ///
    /// - Parameters:
    ///   - image: Its name or id in the engine.
    ///   - profile: The AWS profile for an ECR registry.
    package func push(_ image: String, to reference: ImageReference, profile: String?) async throws -> PublishedImage {
        let configuration = try DockerConfiguration(reading: workspace.docker)
        let engine = try LocalEngine.make(configuration, in: workspace, http: http)
        var login: ECRLogin?
        if let region = ECRLogin.region(of: reference.registry) {
            let settings = AWSSettings(profile: profile, region: region)
            let client = try AWSClient.make(settings, environment: workspace.environment, http: http)
            login = ECRLogin(host: reference.registry, client: client, now: workspace.now)
        }
        let credentials = RegistryCredentials(ecr: login, configuration: configuration)
        let pusher = ImagePusher(
            engine: engine,
            http: http,
            credentials: credentials,
            cacheDirectory: workspace.state.cachePath
        )
        return try await session.perform(.push, of: nil) { tell in
            let result = try await pusher.push(image, to: reference, tell: tell)
            return (PublishedImage(reference: reference, digest: result.digest), result.inWords)
        }
    }
}
