import FoundationEssentials
import HTTP

extension DockerEndpoint {
    /// The engine that docker would use.
    ///
    /// In docker's order: `host` when it is given, `DOCKER_HOST`, the context in `DOCKER_CONTEXT`, the
    /// configuration's current context; else the first of the usual sockets that exists: the system's, a
    /// rootless engine's, Docker Desktop's. `DOCKER_TLS_VERIFY`, `DOCKER_TLS` and `DOCKER_CERT_PATH` say how
    /// an engine that is not named by a context is to be known.
    ///
    /// - Throws: `DockerConfigurationError`.
    package static func resolve(
        host: String? = nil,
        configuration: DockerConfiguration
    ) throws(DockerConfigurationError) -> DockerEndpoint {
        let environment = configuration.environment
        let named = host.map { ($0, "the command line") } ?? environment["DOCKER_HOST"].map { ($0, "DOCKER_HOST") }
        if let (host, source) = named {
            return try parse(host, tls: try tls(in: environment), source: source)
        }
        let context =
            environment["DOCKER_CONTEXT"].map { ($0, "DOCKER_CONTEXT") }
            ?? configuration.currentContext.map { ($0, "'currentContext' in docker's config.json") }
        if let (name, source) = context, name != "default" {
            let context = try DockerContext(named: name, in: configuration.directory, source: source)
            return try parse(context.host, tls: context.tls, source: "docker context '\(name)'")
        }
        let socket = environment.usualSockets.first { FileManager.default.fileExists(atPath: $0) }
        return .unix(path: socket ?? environment.systemSocket)
    }

    /// Parses a host as docker writes it.
    static func parse(
        _ text: String,
        tls: TLSSettings?,
        source: String
    ) throws(DockerConfigurationError) -> DockerEndpoint {
        let (scheme, rest) = split(text)
        switch scheme {
        case "unix":
            return .unix(path: rest.isEmpty ? "/var/run/docker.sock" : rest)
        case "tcp", nil:
            let address = rest.isEmpty ? "localhost" : rest
            return try parse(scheme: tls == nil ? "http" : "https", address, text, tls, source)
        case "http", "https":
            return try parse(scheme: tls == nil ? scheme ?? "http" : "https", rest, text, tls, source)
        case "ssh", "npipe", "fd":
            throw .unsupportedHost(redacted(text), source: source)
        case let other?:
            throw .invalidHost(redacted(text), source: source, reason: "'\(other)' is no way to reach an engine")
        }
    }

    private static func parse(
        scheme: String,
        _ address: String,
        _ text: String,
        _ tls: TLSSettings?,
        _ source: String
    ) throws(DockerConfigurationError) -> DockerEndpoint {
        func invalid(_ reason: String) -> DockerConfigurationError {
            .invalidHost(redacted(text), source: source, reason: reason)
        }
        guard !text.hasPrefix("/") else { throw invalid("a socket is written unix://\(text)") }
        guard var components = URLComponents(string: "\(scheme)://\(address)"),
            let host = components.host, !host.isEmpty
        else { throw invalid("not a host and port") }
        guard components.user == nil, components.password == nil else { throw invalid("no user can be given") }
        guard ["", "/"].contains(components.path), components.query == nil, components.fragment == nil else {
            throw invalid("nothing may follow the port")
        }
        components.path = ""
        // IANA's ports for docker, which the CLI adds too.
        components.port = components.port ?? (scheme == "https" ? 2376 : 2375)
        guard let port = components.port, (1...65535).contains(port), let url = components.url else {
            throw invalid("not a port")
        }
        return .tcp(url, tls ?? TLSSettings())
    }

    /// The scheme in lower case, nil where there is none, and what follows it.
    private static func split(_ text: String) -> (scheme: String?, rest: String) {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        return parts.count == 2 ? (parts[0].lowercased(), String(parts[1])) : (nil, text)
    }

    /// The host as it may be shown: without user information, which may hold a password.
    private static func redacted(_ text: String) -> String {
        let (scheme, rest) = split(text)
        let shown = rest.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? rest
        return scheme.map { "\($0)://\(shown)" } ?? shown
    }

    /// What the environment says about TLS; nil means without.
    private static func tls(in environment: DockerEnvironment) throws(DockerConfigurationError) -> TLSSettings? {
        let verifies = environment["DOCKER_TLS_VERIFY"] != nil
        guard verifies || environment["DOCKER_TLS"] != nil else { return nil }
        let directory = environment["DOCKER_CERT_PATH"] ?? environment.configurationDirectory
        var settings =
            try directory.flatMap { directory throws(DockerConfigurationError) in
                try TLSSettings(certificatesIn: directory)
            } ?? TLSSettings()
        settings.verifiesServer = verifies
        return settings
    }
}
