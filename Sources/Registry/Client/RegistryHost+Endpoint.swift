import FoundationEssentials
import Images

extension RegistryHost {
    /// Where the registry's API is: HTTPS, except on the machine itself, where docker speaks HTTP too.
    var endpoint: URL? {
        // Docker Hub's images are named after a host that is not its registry.
        let address = self == .dockerHub ? "registry-1.docker.io" : description
        return URL(string: "\(isLoopback ? "http" : "https")://\(address)")
    }

    /// Whether this is a private registry of Amazon ECR.
    var isECR: Bool { name.contains(".dkr.ecr.") || name.contains(".dkr-ecr.") }
}
