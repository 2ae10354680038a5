import FoundationEssentials
import HTTP

/// Where a Docker Engine listens.
package enum DockerEndpoint: Hashable, Sendable {
    case unix(path: String)
    /// An `http` or `https` URL of host and port.
    case tcp(URL, TLSSettings)
}

extension DockerEndpoint: CustomStringConvertible {
    /// The endpoint as `DOCKER_HOST` has it, without user information.
    package var description: String {
        switch self {
        case .unix(let path): "unix://" + path
        case .tcp(let url, _): "tcp://" + HTTPError.redact(url).split(separator: "/").dropFirst().joined(separator: "/")
        }
    }
}
