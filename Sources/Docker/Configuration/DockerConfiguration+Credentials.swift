import Images

extension DockerConfiguration {
    /// The credential for a registry; nil means anonymous.
    ///
    /// By docker's rules: `DOCKER_AUTH_CONFIG`, then the registry's own entry in `credHelpers`, then
    /// `credsStore`, and `auths` only where no helper is named (docker/cli, cli/config/configfile/file.go).
    ///
    /// - Throws: `DockerConfigurationError`, or `CancellationError`.
    package func credential(for registry: RegistryHost) async throws -> RegistryCredential? {
        let server = CredentialServer(registry)
        if let credential = try environmentLogins.credential(for: server) { return credential }
        guard let helper = helper(for: server) else { return try logins.credential(for: server) }
        return try await CredentialHelper(name: helper, environment: environment).credential(for: server)
    }

    private func helper(for server: CredentialServer) -> String? {
        guard let key = server.keys.first(where: { credentialHelpers[$0] != nil }) else { return credentialStore }
        return credentialHelpers[key].flatMap { $0.isEmpty ? nil : $0 }
    }
}
