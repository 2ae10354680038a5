import Images
import Synchronization

/// What the engine may ask during a build, and the answers (moby/buildkit, session/).
///
/// Of the whole protocol only the credentials are needed: BuildKit falls back to them when the finer
/// methods of the Auth service are not implemented. Secrets are answered "not found", for the engine
/// asks for some at every build and takes any other answer as a value.
package final class SessionServices: Sendable {
    /// The methods that are answered; every other is "not implemented".
    package enum Method: String, CaseIterable, Sendable {
        case health = "/grpc.health.v1.Health/Check"
        case credentials = "/moby.filesync.v1.Auth/Credentials"
        case secret = "/moby.buildkit.secrets.v1.Secrets/GetSecret"
    }

    private let credentials: @Sendable (RegistryHost) async throws -> RegistryCredential?
    private let firstError = Mutex<(host: RegistryHost, error: any Error)?>(nil)

    package init(credentials: @escaping @Sendable (RegistryHost) async throws -> RegistryCredential?) {
        self.credentials = credentials
    }

    /// Why credentials could not be given, the first time that happened.
    package var failure: (host: RegistryHost, error: any Error)? { firstError.withLock { $0 } }

    /// Answers a call.
    package func answer(_ path: String, _ message: [UInt8]) async -> GRPCReply {
        switch Method(rawValue: path) {
        case .health: health
        case .credentials: await credentials(message)
        case .secret: .failure(.notFound, "no such secret")
        case nil: .failure(.unimplemented, "not implemented")
        }
    }

    /// HealthCheckResponse with the status SERVING.
    private var health: GRPCReply {
        var response = ProtobufWriter()
        response.field(1, 1)
        return .message(response.bytes)
    }

    /// CredentialsRequest{1 Host} to CredentialsResponse{1 Username, 2 Secret}; an empty one means anonymous.
    private func credentials(_ message: [UInt8]) async -> GRPCReply {
        guard let host = Self.host(message) else { return .failure(.invalidArgument, "not a registry host") }
        var response = ProtobufWriter()
        do {
            switch try await credentials(host) {
            case .password(let user, let password):
                response.field(1, user)
                response.field(2, password)
            case .identityToken(let token):
                response.field(2, token)
            case nil: break
            }
            return .message(response.bytes)
        } catch {
            firstError.withLock { $0 = $0 ?? (host, error) }
            return .failure(.unavailable, "the credentials cannot be read")
        }
    }

    /// The host asked about. Docker Hub's registry goes by another name than its images.
    private static func host(_ message: [UInt8]) -> RegistryHost? {
        var reader = ProtobufReader(message)
        var name = ""
        while let field = try? reader.next() {
            if field.number == 1 { name = field.value.text }
        }
        return name == "registry-1.docker.io" ? .dockerHub : RegistryHost(name)
    }
}
