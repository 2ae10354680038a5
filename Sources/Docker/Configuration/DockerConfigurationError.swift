/// Why docker's configuration does not lead to an engine or a login.
///
/// Never holds a secret.
package enum DockerConfigurationError: Error, Hashable, CustomStringConvertible {
    case unreadable(file: String, reason: String)
    /// A file or variable that is not the JSON it should be.
    case malformed(source: String, reason: String)
    /// A login that cannot be used.
    case invalidLogin(source: String, registry: String, reason: String)
    /// The program that is to know a login is not in the search path.
    case helperMissing(String, registry: String)
    case helperFailed(String, registry: String, reason: String)
    /// A host in a form that docker has and shipit has not.
    case unsupportedHost(String, source: String)
    case invalidHost(String, source: String, reason: String)
    /// A context that does not exist; `similar` is one that does and is spelled almost so.
    case unknownContext(String, source: String, similar: String?, known: [String])
    /// A context for something else than a Docker Engine.
    case contextWithoutEngine(String)
    /// A client certificate without its key, or a key without its certificate.
    case incompleteCertificate(directory: String)

    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "cannot read '\(file)': \(reason)"
        case .malformed(let source, let reason): "'\(source)' is no docker configuration: \(reason)"
        case .invalidLogin(let source, let registry, let reason):
            "the login for '\(registry)' in '\(source)' cannot be used: \(reason)"
        case .helperMissing(let program, let registry):
            "the credential helper '\(program)' for '\(registry)' is not in the search path"
        case .helperFailed(let program, let registry, let reason):
            "the credential helper '\(program)' gave no login for '\(registry)': \(reason)"
        case .unsupportedHost(let host, let source): "the docker host '\(host)' from \(source) is not supported"
        case .invalidHost(let host, let source, let reason): "the docker host '\(host)' from \(source): \(reason)"
        case .unknownContext(let name, let source, _, _): "there is no docker context '\(name)', named by \(source)"
        case .contextWithoutEngine(let name): "the docker context '\(name)' has no Docker Engine"
        case .incompleteCertificate(let directory):
            "'\(directory)' has only one of the client's certificate (cert.pem) and its key (key.pem)"
        }
    }

    /// What to do about it; nil where the description says it all.
    package var hint: String? {
        switch self {
        case .unreadable, .contextWithoutEngine: nil
        case .malformed: "correct it, or move it away and log in again"
        case .invalidLogin(_, let registry, _): "log in again: docker login \(registry)"
        case .helperMissing, .helperFailed:
            "install it or log in through it; or take it out of 'credHelpers' or 'credsStore' in docker's config.json"
        case .unsupportedHost(let host, _): Self.hint(forHost: host)
        case .invalidHost: "unix:///path/to/docker.sock or tcp://host:port"
        case .unknownContext(_, _, let similar?, _): "did you mean '\(similar)'?"
        case .unknownContext(_, _, nil, let known): "there are: \(known.joined(separator: ", "))"
        case .incompleteCertificate: "put both there, or neither"
        }
    }

    private static func hint(forHost host: String) -> String {
        host.hasPrefix("ssh:")
            ? "forward the engine's socket: ssh -nNT -L /tmp/docker.sock:/var/run/docker.sock HOST,"
                + " with DOCKER_HOST=unix:///tmp/docker.sock"
            : "use unix:///path/to/docker.sock or tcp://host:port"
    }
}
