import HTTP
import Images
@testable import Registry
import Synchronization
import TestSupport
import Testing

@Suite("Authentication", .timeLimit(.minutes(1)))
struct AuthenticationTests {
    struct Parsing: Sendable, CustomTestStringConvertible {
        let field: String
        let challenges: [Challenge]
        var testDescription: String { field }
    }

    @Test(
        "challenges are read as servers write them",
        arguments: [
            Parsing(field: "Basic realm=\"r\"", challenges: [Challenge(scheme: "basic", parameters: ["realm": "r"])]),
            Parsing(
                field: #"Bearer realm="https://a/token",service="a, b",scope="repository:x:pull,push""#,
                challenges: [
                    Challenge(
                        scheme: "bearer",
                        parameters: ["realm": "https://a/token", "service": "a, b", "scope": "repository:x:pull,push"]
                    )
                ]
            ),
            Parsing(
                field: #"bearer Realm = "a\"b" , error=invalid, Basic realm=x"#,
                challenges: [
                    Challenge(scheme: "bearer", parameters: ["realm": "a\"b", "error": "invalid"]),
                    Challenge(scheme: "basic", parameters: ["realm": "x"]),
                ]
            ),
            Parsing(field: "Negotiate", challenges: [Challenge(scheme: "negotiate", parameters: [:])]),
            Parsing(field: "", challenges: []),
            Parsing(field: "\"unbegun", challenges: []),
            Parsing(
                field: "Basic realm=\"unended",
                challenges: [Challenge(scheme: "basic", parameters: ["realm": "unended"])]
            ),
        ]
    )
    func challenges(_ parsing: Parsing) {
        #expect(Challenge.parse([parsing.field]) == parsing.challenges)
    }

    @Test("a password is shown to a registry that asks for one, and once only in vain")
    func basic() async throws {
        let expected = BasicCredential.header(user: "AWS", password: "good")
        let server = try LoopbackServer { request in
            request.headers["authorization"] == expected
                ? .json(200, "{}")
                : .response(status: 401, headers: [("WWW-Authenticate", "Basic realm=\"r\"")])
        }
        let asked = Count()
        let client = try client(of: server) { _ in
            asked.increase()
            return .password(user: "AWS", password: asked.value == 1 ? "old" : "good")
        }
        try await client.checkAccess()
        #expect(asked.value == 2)
        try await client.checkAccess()
        #expect(server.requests.count == 4)
    }

    @Test("a password that is refused is an error that does not hold it")
    func refused() async throws {
        let server = try LoopbackServer { _ in
            .text(401, "no", headers: [("WWW-Authenticate", "Basic realm=\"r\"")])
        }
        let client = try client(of: server) { _ in .password(user: "me", password: "secret-word") }
        do {
            try await client.checkAccess()
            Issue.record("let in")
        } catch let error as RegistryError {
            #expect(error.isDenied)
            #expect(error.headline.contains("does not accept the credential: no"))
            #expect(!"\(error)".contains("secret-word"))
            var dumped = ""
            dump(error, to: &dumped)
            #expect(!dumped.contains("secret-word"))
        }
    }

    @Test("ECR's expired token, a 403, is renewed once")
    func expired() async throws {
        let fresh = BasicCredential.header(user: "AWS", password: "2")
        let server = try LoopbackServer { request in
            switch request.headers["authorization"] {
            case nil: .response(status: 401, headers: [("WWW-Authenticate", "Basic realm=\"r\"")])
            case fresh: .json(200, "{}")
            default: .text(403, "Your authorization token has expired. Reauthenticate and try again.")
            }
        }
        let asked = Count()
        let client = try client(of: server) { _ in
            asked.increase()
            return .password(user: "AWS", password: "\(asked.value)")
        }
        try await client.checkAccess()
        #expect(asked.value == 2)
    }

    @Test("a bearer token is fetched for the repository, shared, and renewed when it is refused")
    func bearer() async throws {
        let issued = Count()
        let tokens = try LoopbackServer { request in
            issued.increase()
            guard request.headers["authorization"] == BasicCredential.header(user: "me", password: "word") else {
                return .response(status: 401)
            }
            return .json(200, #"{"token":"t\#(issued.value)","expires_in":300}"#)
        }
        let registry = try LoopbackServer { request in
            request.headers["authorization"] == "Bearer t2"
                ? .response(status: 404)
                : .response(
                    status: 401,
                    headers: [("WWW-Authenticate", "Bearer realm=\"\(tokens.url)/t?x=1\",service=\"reg\",scope=\"s\"")]
                )
        }
        let client = try client(of: registry) { _ in .password(user: "me", password: "word") }
        let reference = try ImageReference(parsing: "\(client.host)/team/app:1")
        let digests = try await withThrowingTaskGroup(of: Digest?.self) { group in
            for _ in 0..<4 { group.addTask { try await client.manifestDigest(of: reference) } }
            var digests: [Digest?] = []
            for try await digest in group { digests.append(digest) }
            return digests
        }
        #expect(digests == [nil, nil, nil, nil])
        #expect(issued.value == 2)
        let query = try #require(tokens.requests.first?.query)
        #expect(query == "x=1&service=reg&scope=repository%3Ateam%2Fapp%3Apull&account=me")
    }

    @Test("an identity token is exchanged, not shown to the registry")
    func identity() async throws {
        let tokens = try LoopbackServer { request in
            request.text.contains("grant_type=refresh_token") && request.text.contains("refresh_token=long%2Blived")
                ? .json(200, #"{"access_token":"short"}"#) : .response(status: 400)
        }
        let registry = try LoopbackServer { request in
            request.headers["authorization"] == "Bearer short"
                ? .json(200, "{}")
                : .response(status: 401, headers: [("WWW-Authenticate", "Bearer realm=\"\(tokens.url)\"")])
        }
        try await client(of: registry) { _ in .identityToken("long+lived") }.checkAccess()
        #expect(registry.requests.allSatisfy { $0.headers["authorization"]?.contains("lived") != true })
    }

    @Test("a credential does not follow a redirection to another host")
    func redirection() async throws {
        let other = try LoopbackServer { _ in .json(200, "{}") }
        let registry = try LoopbackServer { request in
            request.headers["authorization"] == nil
                ? .response(status: 401, headers: [("WWW-Authenticate", "Basic realm=\"r\"")])
                : .response(status: 307, headers: [("Location", "\(other.url)/elsewhere")])
        }
        try await client(of: registry) { _ in .password(user: "a", password: "b") }.checkAccess()
        #expect(other.requests.count == 1)
        #expect(other.requests.first?.headers["authorization"] == nil)
    }

    @Test("a token runs out in mid-push and the push goes on")
    func midPush() async throws {
        let issued = Count()
        let tokens = try LoopbackServer { _ in
            issued.increase()
            return .json(200, #"{"token":"t\#(issued.value)"}"#)
        }
        let registry = try FakeRegistry(fault: { step, _, request in
            // The first token is over when the manifest is to be stored.
            let isGood = ["Bearer t1", "Bearer t2"].contains(request.headers["authorization"])
            let isOver = step == .manifest && request.headers["authorization"] == "Bearer t1"
            guard !isGood || isOver else { return nil }
            return .answer(.response(status: 401, headers: [("WWW-Authenticate", "Bearer realm=\"\(tokens.url)\"")]))
        })
        let client = RegistryClient(
            try registry.host,
            http: HTTPClient(),
            credentials: { _ in nil },
            timing: TestClock().timing
        )
        _ = try await client.push(
            SampleImage().source(),
            to: try ImageReference(parsing: "\(registry.host)/app:1"),
            limits: .tight
        )
        #expect(try registry.image("1")?.isComplete == true)
        #expect(issued.value == 2)
    }

    private func client(
        of server: LoopbackServer,
        _ credentials: @escaping @Sendable (RegistryHost) async throws -> RegistryCredential?
    ) throws -> RegistryClient {
        let host = try #require(RegistryHost("127.0.0.1:\(server.port)"))
        return RegistryClient(host, http: HTTPClient(), credentials: credentials, timing: TestClock().timing)
    }
}
