import FoundationEssentials
import HTTP

extension DockerEndpoint {
    /// A request to this engine; nil when the endpoint's URL can have no path.
    ///
    /// - Parameter target: Path and query, percent-encoded.
    func request(_ method: HTTPRequest.Method, _ target: String) -> HTTPRequest? {
        switch self {
        case .unix(let path):
            // The engine does not look at the host; HTTP wants one.
            return URL(string: "http://docker" + target).map { HTTPRequest(method, $0, unixSocket: path) }
        case .tcp(let url, let tls):
            guard var components = URLComponents(url: url, resolvingAgainstBaseURL: true) else { return nil }
            components.path = ""
            components.query = nil
            components.fragment = nil
            guard let base = components.string, let url = URL(string: base + target) else { return nil }
            var request = HTTPRequest(method, url)
            request.tls = tls
            return request
        }
    }
}
