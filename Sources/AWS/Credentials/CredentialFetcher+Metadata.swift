import FoundationEssentials
import HTTP

/// The endpoints inside of a container or an instance.
extension CredentialFetcher {
    /// botocore's patience with a container's endpoint: 2 s an attempt, 3 attempts a second apart.
    func ask(_ container: ContainerEndpoint) async throws -> Credentials {
        let origin = CredentialSource.container(container).origin
        var request = HTTPRequest(.get, container.url, headers: ["Accept": "application/json"])
        request.bypassesProxy = container.url.scheme == "http"
        request.connectTimeout = .seconds(2)
        request.idleTimeout = .seconds(2)
        if let authorization = try authorization(for: container, origin: origin) {
            request.headers["Authorization"] = authorization
        }
        let body = try await document(request, origin: origin, attempts: 3)
        return try Self.credentials(in: body, origin: origin)
    }

    private func authorization(
        for container: ContainerEndpoint,
        origin: String
    ) throws(CredentialError) -> String? {
        guard
            let token = try container.tokenFile.map({ path throws(CredentialError) in
                try readToken(path, origin: origin)
            }) ?? container.token?.text
        else { return nil }
        // A header must not be able to end early.
        guard !token.contains(where: \.isNewline) else {
            throw .unavailable(origin: origin, reason: "the authorization token contains a line break")
        }
        return token
    }

    /// One attempt with a second's patience: a machine that is no instance is not to wait.
    func ask(_ instance: InstanceMetadata) async throws -> Credentials {
        let origin = CredentialSource.instance(instance).origin
        let session = try await text(
            .put,
            instance.root + "/latest/api/token",
            ["X-aws-ec2-metadata-token-ttl-seconds": "21600"],
            origin
        )
        let headers: HTTPHeaders = ["X-aws-ec2-metadata-token": session]
        let roles = instance.root + "/latest/meta-data/iam/security-credentials/"
        let names = try await text(.get, roles, headers, origin)
        guard let role = names.split(whereSeparator: \.isNewline).first else {
            throw CredentialError.unavailable(origin: origin, reason: "the instance has no role")
        }
        let answer = try await text(.get, roles + role, headers, origin)
        guard let body = try? JSON(parsing: Array(answer.utf8)) else {
            throw CredentialError.unavailable(origin: origin, reason: "the answer is not JSON")
        }
        return try Self.credentials(in: body, origin: origin)
    }

    private func text(
        _ method: HTTPRequest.Method,
        _ url: String,
        _ headers: HTTPHeaders,
        _ origin: String
    ) async throws -> String {
        guard let url = URL(string: url) else {
            throw CredentialError.unavailable(origin: origin, reason: "not a URL")
        }
        var request = HTTPRequest(method, url, headers: headers)
        request.bypassesProxy = true
        request.connectTimeout = .seconds(1)
        request.idleTimeout = .seconds(1)
        return String(decoding: try await body(of: request, origin: origin), as: UTF8.self)
    }

    /// The JSON document an endpoint answers with.
    func document(_ request: HTTPRequest, origin: String, attempts: Int) async throws -> JSON {
        for attempt in 1... {
            do {
                let bytes = try await body(of: request, origin: origin)
                if let document = try? JSON(parsing: bytes) { return document }
                throw CredentialError.unavailable(origin: origin, reason: "the answer is not JSON")
            } catch let error as CredentialError where attempt >= attempts {
                throw error
            } catch is CredentialError {
                try await timing.sleep(.seconds(1))
            }
        }
        throw CancellationError()
    }

    /// The body of an answer 200; bodies may hold secrets and are never quoted.
    private func body(of request: HTTPRequest, origin: String) async throws -> [UInt8] {
        do {
            let response = try await http.send(request)
            let bytes = try await response.body.collect(upTo: 1 << 20)
            guard response.status == 200 else {
                throw CredentialError.unavailable(
                    origin: origin,
                    reason: "it answered with status \(response.status)",
                    isTemporary: response.status >= 500 || response.status == 429
                )
            }
            return bytes
        } catch let error as HTTPError {
            throw CredentialError.unavailable(origin: origin, reason: error.reason, isTemporary: error.isTemporary)
        }
    }

    private static func credentials(in body: JSON, origin: String) throws(CredentialError) -> Credentials {
        guard let id = body["AccessKeyId"]?.string, let secret = body["SecretAccessKey"]?.string else {
            let code = body["Code"]?.string ?? body["code"]?.string
            throw .unavailable(origin: origin, reason: code.map { "it says \($0)" } ?? "the answer has no keys")
        }
        return Credentials(
            accessKeyID: id,
            secretAccessKey: secret,
            sessionToken: body["Token"]?.string,
            expiration: body["Expiration"]?.string.flatMap { CivilTime.date(iso8601: $0) }
        )
    }
}
