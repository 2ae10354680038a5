import AWS
import Docker
import Images

/// Who is asked for a registry's credentials: ECR for its own registries, else docker's configuration.
package struct RegistryCredentials: Sendable {
    private let ecr: ECRLogin?
    private let configuration: DockerConfiguration

    /// - Parameters:
    ///   - ecr: The account's ECR; nil without AWS credentials at hand.
    ///   - configuration: Docker's own configuration and its helpers.
    package init(ecr: ECRLogin?, configuration: DockerConfiguration) {
        self.ecr = ecr
        self.configuration = configuration
    }

    /// The credential for a registry; nil to ask anonymously.
    package func credential(for host: RegistryHost) async throws -> RegistryCredential? {
        if let ecr, ecr.answers(for: host) { return try await ecr.credential() }
        return try await configuration.credential(for: host)
    }
}
