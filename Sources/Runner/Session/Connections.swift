import AWS
import Docker
import FoundationEssentials
import HTTP
import Images
import Pipelines
import Registry

/// What a run talks to, made once and shared by all its steps.
package struct Connections: Sendable {
    /// The client that all of them use.
    package let http: HTTPClient
    /// AWS in the environment's account and region.
    package let aws: AWSClient
    /// Who the credentials belong to.
    package let identity: CallerIdentity
    /// The Docker Engine of this machine; nothing is connected yet.
    package let engine: DockerEngine
    /// The registry that images are pushed to.
    package let registry: RegistryHost
    /// Whether that registry is the account's ECR, whose repositories ECR's API knows.
    package let isECR: Bool
    /// What registries are shown.
    package let credentials: RegistryCredentials
    /// The commit that images are built from.
    package let commit: String?
    /// Where what pushes learnt is kept.
    package let cacheDirectory: String
    /// Turns names in bodies into ids; each name is looked up once a run.
    let resolver: NameResolver

    /// Finds credentials, asks AWS who they belong to, and looks up where the engine and the registry are.
    ///
    /// - Throws: `RunFailure` when the credentials belong to another account than the environment names, and the
    ///   errors of AWS and Docker.
    package static func open(
        _ environment: TargetEnvironment,
        session: String,
        in workspace: Workspace,
        http: HTTPClient
    ) async throws -> Connections {
        let settings = AWSSettings(
            profile: environment.profile,
            region: environment.region,
            endpoint: environment.endpoint,
            roleARN: environment.role,
            sessionName: session
        )
        let aws = try AWSClient.make(settings, environment: workspace.environment, http: http)
        let identity = try await identify(aws, for: environment)
        let docker = try DockerConfiguration(reading: workspace.docker)
        let own = ECR.registryHost(account: identity.account, region: aws.region)
        guard let ecrHost = RegistryHost(own), let host = environment.registry.map({ RegistryHost($0) }) ?? ecrHost
        else {
            throw RunFailure("'\(environment.registry ?? own)' is no registry host", verdict: .refused)
        }
        // An emulator serves ECR's registry from its own endpoint.
        let isECR = host == ecrHost || host.description == environment.endpoint.flatMap(authority)
        let login = ECRLogin(host: isECR ? host : ecrHost, client: aws, now: workspace.now)
        return Connections(
            http: http,
            aws: aws,
            identity: identity,
            engine: try LocalEngine.make(docker, in: workspace, http: http),
            registry: host,
            isECR: isECR,
            credentials: RegistryCredentials(ecr: login, configuration: docker),
            commit: SourceCommit.find(from: workspace.directory, environment: workspace.environment),
            cacheDirectory: workspace.state.cachePath,
            resolver: NameResolver(aws)
        )
    }

    /// Who the credentials belong to; a failure when the environment is in another account.
    private static func identify(_ aws: AWSClient, for environment: TargetEnvironment) async throws -> CallerIdentity {
        let identity = try await STS(aws).callerIdentity()
        guard let wanted = environment.account, wanted != identity.account else { return identity }
        throw RunFailure(
            "the credentials are for account \(identity.account), and \(environment.name) is in \(wanted)",
            cause: "they belong to \(identity.arn)",
            hint: "name the right profile or role in the pipeline, or by AWS_PROFILE",
            verdict: .denied
        )
    }

    /// Whose account, which region and which registry, in a few words.
    var inWords: String { "account \(identity.account), \(aws.region), images in \(registry)" }

    /// A client of a registry, with the credentials that are known for it.
    package func registryClient(for host: RegistryHost) -> RegistryClient {
        RegistryClient(host, http: http, credentials: { try await credentials.credential(for: $0) })
    }

    /// What builds and pushes, and tells of it in a run.
    package func publisher(_ session: RunSession, for environment: TargetEnvironment) -> ImagePublisher {
        ImagePublisher(
            connections: self,
            session: session,
            createsRepositories: environment.createRepositories
        )
    }

    /// The host and port of a URL.
    private static func authority(_ endpoint: String) -> String? {
        guard let url = URL(string: endpoint), let host = url.host() else { return nil }
        return url.port.map { "\(host):\($0)" } ?? host
    }
}
