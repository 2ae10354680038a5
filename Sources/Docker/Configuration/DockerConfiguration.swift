import FoundationEssentials
import HTTP

/// Docker's own configuration, as `docker login` and `docker context` leave it.
///
/// Holds secrets; its description shows none.
package struct DockerConfiguration: Sendable, CustomStringConvertible {
    /// Where the file, contexts and certificates lie; nil without a home.
    package let directory: String?
    /// The context chosen by `docker context use`.
    package let currentContext: String?
    /// Fields that the user wants added to each request to the engine.
    package let headers: HTTPHeaders
    /// Logins of `DOCKER_AUTH_CONFIG`, which come before all others.
    let environmentLogins: RegistryLogins
    /// Logins written into the file.
    let logins: RegistryLogins
    /// The credential helper for all registries.
    let credentialStore: String?
    /// Credential helpers by registry; an empty name means none.
    let credentialHelpers: [String: String]
    let environment: DockerEnvironment

    /// Reads `config.json` and `DOCKER_AUTH_CONFIG`; where there is neither, the configuration is empty.
    ///
    /// - Throws: `DockerConfigurationError` with the file and what is wrong in it.
    package init(reading environment: DockerEnvironment) throws(DockerConfigurationError) {
        let directory = environment.configurationDirectory
        let path = directory.map { $0 + "/config.json" }
        let file = try path.flatMap { path throws(DockerConfigurationError) in
            try ConfigurationFile.read(path, as: ConfigurationFile.self)
        }
        self.environment = environment
        self.directory = directory
        self.currentContext = file?.currentContext.flatMap { $0.isEmpty ? nil : $0 }
        self.credentialStore = file?.credsStore.flatMap { $0.isEmpty ? nil : $0 }
        self.credentialHelpers = file?.credHelpers ?? [:]
        self.logins = RegistryLogins(source: path ?? "config.json", entries: file?.auths ?? [:])
        var headers = HTTPHeaders()
        for (name, value) in (file?.httpHeaders ?? [:]).sorted(by: { $0.key < $1.key }) { headers.add(name, value) }
        self.headers = headers
        let variable = "DOCKER_AUTH_CONFIG"
        let written = try environment[variable].map { text throws(DockerConfigurationError) in
            try ConfigurationFile.decode(ConfigurationFile.self, Data(text.utf8), source: variable)
        }
        self.environmentLogins = RegistryLogins(source: variable, entries: written?.auths ?? [:])
    }

    package var description: String { "docker's configuration in \(directory ?? "no directory")" }
}
