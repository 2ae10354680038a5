import FoundationEssentials
import Images

/// The logins in one `auths` object, by registry.
struct RegistryLogins: Sendable, CustomStringConvertible {
    /// What is stored for one registry.
    struct Entry: Sendable, Decodable, CustomStringConvertible {
        /// Base64 of `user:password`.
        var auth: String?
        var username: String?
        var password: String?
        var identitytoken: String?
        var registrytoken: String?

        var description: String { "a login" }
    }

    /// The file or variable they were read from, for errors.
    let source: String
    let entries: [String: Entry]

    var description: String { "the logins in \(source)" }

    /// The login for a registry: the entry of that very name, else one whose host is the registry's.
    ///
    /// Entries may be URLs, as older docker versions wrote them (docker/cli, `fileStore.Get`).
    func credential(for server: CredentialServer) throws(DockerConfigurationError) -> RegistryCredential? {
        let exact = server.keys.first { entries[$0] != nil }
        let key = exact ?? entries.keys.sorted().first { server.hosts.contains(Self.host(of: $0)) }
        guard let key, let entry = entries[key] else { return nil }
        return try credential(of: entry, key)
    }

    private func credential(
        of entry: Entry,
        _ key: String
    ) throws(DockerConfigurationError) -> RegistryCredential? {
        if let token = entry.identitytoken, !token.isEmpty { return .identityToken(token) }
        if let auth = entry.auth, !auth.isEmpty { return try password(auth, key) }
        if let user = entry.username, let password = entry.password, !user.isEmpty {
            return .password(user: user, password: password)
        }
        if let token = entry.registrytoken, !token.isEmpty {
            throw .invalidLogin(source: source, registry: key, reason: "'registrytoken' is not supported")
        }
        return nil
    }

    private func password(_ auth: String, _ key: String) throws(DockerConfigurationError) -> RegistryCredential {
        guard let data = Data(base64Encoded: auth), let text = String(validating: data, as: UTF8.self) else {
            throw .invalidLogin(source: source, registry: key, reason: "'auth' is not base64 of a text")
        }
        guard let colon = text.firstIndex(of: ":") else {
            throw .invalidLogin(source: source, registry: key, reason: "'auth' is not 'user:password'")
        }
        var password = text[text.index(after: colon)...]
        while password.unicodeScalars.last == "\0" { password.unicodeScalars.removeLast() }
        return .password(user: String(text[..<colon]), password: String(password))
    }

    /// The host in a key, which may be a URL.
    private static func host(of key: String) -> String {
        var rest = key[...]
        for scheme in ["https://", "http://"] where rest.hasPrefix(scheme) { rest = rest.dropFirst(scheme.count) }
        return String(rest.prefix { $0 != "/" })
    }
}
