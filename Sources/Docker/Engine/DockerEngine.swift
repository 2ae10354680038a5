import HTTP
import Synchronization

/// A Docker Engine, spoken to by its API: builds, inspects, exports and tags images.
///
/// Works with engines from Docker 20.10 to 29. The version of the API is agreed upon at the first
/// request and kept. Everything throws `DockerError`, or `CancellationError`.
package final class DockerEngine: Sendable {
    package let endpoint: DockerEndpoint
    let client: HTTPClient
    private let pinnedVersion: APIVersion?
    private let extraHeaders: HTTPHeaders
    private let knownProfile = Mutex<EngineProfile?>(nil)

    /// - Parameters:
    ///   - endpoint: Where the engine listens.
    ///   - client: What sends the requests.
    ///   - apiVersion: The version to speak whatever the engine offers (`DOCKER_API_VERSION`); nil negotiates.
    ///   - headers: Fields to add to each request (`HttpHeaders` of docker's config.json).
    package init(
        endpoint: DockerEndpoint,
        client: HTTPClient,
        apiVersion: APIVersion? = nil,
        headers: HTTPHeaders = [:]
    ) {
        self.endpoint = endpoint
        self.client = client
        self.pinnedVersion = apiVersion
        self.extraHeaders = headers
    }

    /// How the engine is to be spoken to: asks it the first time.
    package func profile() async throws -> EngineProfile {
        if let known = knownProfile.withLock({ $0 }) { return known }
        let subject = DockerError.Subject(.connect, "\(endpoint)")
        let response = try await send(try request(.get, "/_ping", subject), subject)
        response.body.cancel()
        guard let version = response.headers["Api-Version"].flatMap({ APIVersion($0) }) else {
            throw subject.error(.notAnEngine)
        }
        guard version >= EngineProfile.oldest else {
            throw subject.error(.tooOld(engine: version, oldest: EngineProfile.oldest))
        }
        let profile = EngineProfile(
            apiVersion: pinnedVersion ?? min(EngineProfile.newest, version),
            engineVersion: version,
            operatingSystem: response.headers["Ostype"]?.lowercased() ?? "linux"
        )
        knownProfile.withLock { $0 = profile }
        return profile
    }
}

// MARK: Requests

extension DockerEngine {
    /// A request to a path of the agreed version of the API.
    func versioned(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: [(String, String)] = [],
        _ subject: DockerError.Subject
    ) async throws -> HTTPRequest {
        let version = try await profile().apiVersion
        return try request(method, "/v\(version)" + path, query: query, subject)
    }

    /// - Parameter path: Percent-encoded; the query is encoded here.
    private func request(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: [(String, String)] = [],
        _ subject: DockerError.Subject
    ) throws -> HTTPRequest {
        var target = path
        for (index, item) in query.enumerated() {
            target += "\(index == 0 ? "?" : "&")\(item.0)=\(PercentEncoding.query(item.1))"
        }
        guard var request = endpoint.request(method, target) else { throw subject.error(.notAnEngine) }
        for field in extraHeaders { request.headers.add(field.name, field.value) }
        return request
    }

    /// Sends a request; its answer is a successful one.
    func send(_ request: HTTPRequest, _ subject: DockerError.Subject) async throws -> HTTPResponse {
        let response: HTTPResponse
        do {
            response = try await client.send(request)
        } catch let error as HTTPError {
            throw subject.error(DockerError.Cause(error, at: endpoint))
        }
        guard response.isSuccess else { throw try await refusal(response, subject) }
        return response
    }

    /// What an unsuccessful answer says: `{"message":…}`, or plain text from old engines and from proxies.
    private func refusal(_ response: HTTPResponse, _ subject: DockerError.Subject) async throws -> DockerError {
        let bytes = try await read(response.body, upTo: 1 << 20, subject)
        let message = EngineMessage.text(bytes)
        switch response.status {
        case 404 where subject.concernsImage: return subject.error(.noSuchImage)
        default: return subject.error(.refused(status: response.status, message: message))
        }
    }

    /// Reads a small body whole.
    func read(_ body: HTTPResponseBody, upTo limit: Int, _ subject: DockerError.Subject) async throws -> [UInt8] {
        do {
            return try await body.collect(upTo: limit)
        } catch let error as HTTPError {
            throw subject.error(DockerError.Cause(error, at: endpoint))
        }
    }
}
