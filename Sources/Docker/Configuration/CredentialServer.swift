import Images

/// A registry under the names that docker stores its login by.
struct CredentialServer: Sendable, Hashable {
    /// Docker Hub's login has a URL for its name, for the registry that came before.
    static let dockerHubKey = "https://index.docker.io/v1/"

    private static let dockerHubHosts = ["index.docker.io", "docker.io", "registry-1.docker.io"]

    /// The names by which a login is looked for; credential helpers are asked by the first.
    let keys: [String]
    /// The hosts by which a login stored under a URL is recognised.
    let hosts: [String]

    init(_ host: RegistryHost) {
        let isDockerHub = Self.dockerHubHosts.contains(host.description)
        self.hosts = isDockerHub ? Self.dockerHubHosts : [host.description]
        self.keys = (isDockerHub ? [Self.dockerHubKey] : []) + hosts
    }

    /// The name that a credential helper knows the registry by.
    var name: String { keys[0] }
}
