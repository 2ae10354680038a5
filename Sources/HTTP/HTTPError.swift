import FoundationEssentials

/// Why a request got no answer, or no whole one.
///
/// Cancellation is not among these: a cancelled request throws `CancellationError`.
package struct HTTPError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, from the first step of a request to its last.
    package enum Cause: Sendable, Hashable {
        case invalidURL
        case cannotResolveHost
        case cannotConnect(String)
        case tls(String)
        case connectTimeout
        /// The peer was silent for the request's idle timeout.
        case stalled(Duration)
        /// The connection ended before the response was whole.
        case connectionLost(String)
        case bodyTooLarge(limit: Int)
        /// The peer answered an upgrade with an ordinary response.
        case upgradeRefused(status: Int, message: String)
        case other(String)
    }

    package let method: HTTPRequest.Method
    /// The URL without user information and query, which may hold secrets.
    package let url: String
    package let cause: Cause

    package init(_ request: HTTPRequest, _ cause: Cause) {
        self.method = request.method
        self.url = request.unixSocket.map { "unix://" + $0 + request.url.path } ?? Self.redact(request.url)
        self.cause = cause
    }

    /// Whether the same request may well succeed later.
    package var isTemporary: Bool {
        switch cause {
        case .cannotResolveHost, .cannotConnect, .connectTimeout, .stalled, .connectionLost: true
        case .invalidURL, .tls, .bodyTooLarge, .upgradeRefused, .other: false
        }
    }

    package var description: String {
        "\(method.rawValue) \(url): \(reason)"
    }

    /// The cause in words, without the request.
    package var reason: String {
        switch cause {
        case .invalidURL: "not a URL that can be requested"
        case .cannotResolveHost: "the host name is unknown"
        case .cannotConnect(let detail): "cannot connect: \(detail)"
        case .tls(let detail): "TLS: \(detail)"
        case .connectTimeout: "no connection in time"
        case .stalled(let time): "nothing was heard for \(time.components.seconds) s"
        case .connectionLost(let detail): "the connection was lost: \(detail)"
        case .bodyTooLarge(let limit): "the answer has more than \(limit) bytes"
        case .upgradeRefused(let status, let message): "upgrade refused with status \(status): \(message)"
        case .other(let detail): detail
        }
    }

    /// A URL as it may be shown: no user information, no query, no fragment.
    package static func redact(_ url: URL) -> String {
        guard var components = URLComponents(url: url, resolvingAgainstBaseURL: true) else { return "(URL)" }
        components.user = nil
        components.password = nil
        components.query = nil
        components.fragment = nil
        return components.string ?? "(URL)"
    }
}
