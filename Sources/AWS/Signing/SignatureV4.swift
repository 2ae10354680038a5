import FoundationEssentials
import Hashing

/// AWS's Signature Version 4 of one request, by the published recipe.
///
/// Pure: the moment comes in. Every header given is signed but those that proxies and clients change.
/// (https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html)
package struct SignatureV4: Sendable {
    /// What is signed, exactly as it is sent.
    package struct Input: Sendable {
        /// In upper case.
        package var method: String
        /// The `Host` field: with the port when it is not the scheme's own.
        package var host: String
        /// The path as in the request line, percent-encoded.
        package var path: String
        /// The query as in the request line, percent-encoded, without `?`.
        package var query: String
        /// The other headers to sign.
        package var headers: [(name: String, value: String)]
        /// The bytes behind the headers.
        package var body: [UInt8]

        /// A request with what is left out empty.
        package init(
            method: String,
            host: String,
            path: String = "/",
            query: String = "",
            headers: [(name: String, value: String)] = [],
            body: [UInt8] = []
        ) {
            self.method = method
            self.host = host
            self.path = path
            self.query = query
            self.headers = headers
            self.body = body
        }
    }

    /// The headers a signature adds to a request.
    package struct Output: Sendable {
        /// In the order they are added.
        package let headers: [(name: String, value: String)]
        /// Shown by nobody; kept for tests and for the cause of a mismatch.
        let canonicalRequest: String
        let signature: String
    }

    let region: String
    let service: String

    /// - Parameter service: The service's signing name, such as `ecs`.
    package init(region: String, service: String) {
        self.region = region
        self.service = service
    }

    /// The headers that make `input` a signed request: `X-Amz-Date`, `X-Amz-Security-Token`, `Authorization`.
    package func sign(_ input: Input, with credentials: Credentials, at date: Date) -> Output {
        let time = CivilTime(date)
        var added = [(name: "X-Amz-Date", value: time.basic)]
        if let token = credentials.sessionToken { added.append((name: "X-Amz-Security-Token", value: token)) }
        let canonical = CanonicalRequest(input, adding: added)
        let scope = "\(time.basicDay)/\(region)/\(service)/aws4_request"
        let toSign = [
            "AWS4-HMAC-SHA256", time.basic, scope, Hexadecimal.encode(SHA256.hash(canonical.text)),
        ].joined(separator: "\n")
        let key = signingKey(credentials.secretAccessKey, day: time.basicDay)
        let signature = Hexadecimal.encode(HMAC.sha256(key: key, message: Array(toSign.utf8)))
        let authorization =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
            + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"
        added.append((name: "Authorization", value: authorization))
        return Output(headers: added, canonicalRequest: canonical.text, signature: signature)
    }

    private func signingKey(_ secret: String, day: String) -> [UInt8] {
        [day, region, service, "aws4_request"].reduce(Array("AWS4\(secret)".utf8)) { key, part in
            HMAC.sha256(key: key, message: Array(part.utf8))
        }
    }
}
