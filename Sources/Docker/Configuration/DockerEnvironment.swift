/// What docker's configuration is found by: the process's environment and home, as values.
///
/// Its description shows no variable, for some hold secrets.
package struct DockerEnvironment: Sendable, CustomStringConvertible {
    /// The variables, which credential helpers inherit too.
    package var variables: [String: String]
    /// The user's home directory.
    package var home: String?
    /// Where an engine of the system listens.
    package var systemSocket: String

    package init(variables: [String: String], home: String?, systemSocket: String = "/var/run/docker.sock") {
        self.variables = variables
        self.home = home
        self.systemSocket = systemSocket
    }

    package var description: String { "docker's environment" }

    /// A variable that is set to something.
    subscript(name: String) -> String? {
        variables[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// `DOCKER_CONFIG`, else `~/.docker`.
    package var configurationDirectory: String? {
        self["DOCKER_CONFIG"] ?? home.map { $0 + "/.docker" }
    }

    /// Where engines listen when nothing names one: the system's, a rootless one, Docker Desktop's.
    var usualSockets: [String] {
        [
            systemSocket,
            self["XDG_RUNTIME_DIR"].map { $0 + "/docker.sock" },
            home.map { $0 + "/.docker/run/docker.sock" },
        ].compactMap { $0 }
    }
}
