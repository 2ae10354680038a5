import AWS
import Docker
import FoundationEssentials
import HTTP
import Images
import Runner
import Synchronization
import TestSupport
import Testing

@Suite("A registry is shown the login that belongs to it, and nobody else's")
struct RegistryCredentialsTests {
    @Test(
        arguments: [
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1"),
            ("123456789012.dkr.ecr-fips.us-east-1.amazonaws.com", "us-east-1"),
            ("123456789012.dkr.ecr.us-gov-west-1.amazonaws.com", "us-gov-west-1"),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1"),
            ("123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"),
            // What only begins like one must not be given an account's login.
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.evil.example", nil),
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example", nil),
            ("123456789012.dkr.ecr.eu-west-1.amazonaws.com:8443", nil),
            ("123456789012.dkr.ecr.cn-north-1.amazonaws.com", nil),
            ("12345678901.dkr.ecr.eu-west-1.amazonaws.com", nil),
            ("12345678901x.dkr.ecr.eu-west-1.amazonaws.com", nil),
            ("123456789012.dkr.ecr.amazonaws.com", nil),
            ("public.ecr.aws", nil),
            ("docker.io", nil),
            ("localhost:5000", nil),
        ] as [(String, String?)]
    )
    func onlyAPrivateECRHasARegion(_ host: String, _ region: String?) throws {
        #expect(ECRLogin.region(of: try #require(RegistryHost(host))) == region)
    }

    @Test func eachRegistryGetsItsOwnAndTheOthersDockers() async throws {
        let server = try LoopbackServer { _ in Self.login(1, expiring: 3600) }
        defer { server.stop() }
        let own = try #require(RegistryHost("123456789012.dkr.ecr.eu-west-1.amazonaws.com"))
        let login = try login(at: server, for: own, now: { Date(timeIntervalSince1970: 0) })
        let written = #"{"auths": {"registry.example.com": {"auth": "\#(Data("bob:pw".utf8).base64EncodedString())"}}}"#
        let docker = DockerEnvironment(variables: ["DOCKER_AUTH_CONFIG": written], home: nil)
        let configuration = try DockerConfiguration(reading: docker)
        let credentials = RegistryCredentials(ecr: login, configuration: configuration)
        #expect(try await credentials.credential(for: own) == .password(user: "AWS", password: "password1"))
        let example = try #require(RegistryHost("registry.example.com"))
        #expect(try await credentials.credential(for: example) == .password(user: "bob", password: "pw"))
        let neighbour = try #require(RegistryHost("999999999999.dkr.ecr.eu-west-1.amazonaws.com"))
        #expect(try await credentials.credential(for: neighbour) == nil)
        #expect(server.requests.count == 1)
        let without = RegistryCredentials(ecr: nil, configuration: configuration)
        #expect(try await without.credential(for: own) == nil)
    }

    @Test func aLoginIsAskedForOnceAndAgainShortlyBeforeItExpires() async throws {
        let count = Counter()
        let server = try LoopbackServer { _ in
            let number = count.next()
            return Self.login(number, expiring: Double(number) * 3600)
        }
        defer { server.stop() }
        let host = try #require(RegistryHost("123456789012.dkr.ecr.eu-west-1.amazonaws.com"))
        let time = Time()
        let login = try login(at: server, for: host, now: { time.now })
        try await expectAll(login, "password1")
        time.set(3000)
        try await expectAll(login, "password1")
        #expect(count.value == 1)
        // Within five minutes of its end a login is renewed, by one request for all who ask.
        time.set(3400)
        try await expectAll(login, "password2")
        #expect(count.value == 2)
    }

    @Test func aLoginThatFailedIsAskedForAgain() async throws {
        let count = Counter()
        let server = try LoopbackServer { _ in
            count.next() == 1
                ? .json(400, #"{"__type": "AccessDeniedException", "message": "no"}"#) : Self.login(2, expiring: 3600)
        }
        defer { server.stop() }
        let host = try #require(RegistryHost("123456789012.dkr.ecr.eu-west-1.amazonaws.com"))
        let login = try login(at: server, for: host, now: { Date(timeIntervalSince1970: 0) })
        await #expect(throws: AWSError.self) { try await login.credential() }
        #expect(try await login.credential() == .password(user: "AWS", password: "password2"))
    }

    /// Eight callers at once all get the same.
    private func expectAll(_ login: ECRLogin, _ password: String) async throws {
        try await withThrowingTaskGroup(of: RegistryCredential.self) { group in
            for _ in 0..<8 { group.addTask { try await login.credential() } }
            for try await credential in group { #expect(credential == .password(user: "AWS", password: password)) }
        }
    }

    private func login(
        at server: LoopbackServer,
        for host: RegistryHost,
        now: @escaping @Sendable () -> Date
    ) throws -> ECRLogin {
        let client = try AWSClient.make(
            AWSSettings(region: "eu-west-1", endpoint: server.url.absoluteString),
            environment: [
                "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_CONFIG_FILE": "/nonexistent",
                "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
            ],
            http: HTTPClient()
        )
        return ECRLogin(host: host, client: client, now: now)
    }

    private static func login(_ number: Int, expiring at: Double) -> LoopbackServer.Answer {
        let token = Data("AWS:password\(number)".utf8).base64EncodedString()
        return .json(200, #"{"authorizationData": [{"authorizationToken": "\#(token)", "expiresAt": \#(at)}]}"#)
    }
}

/// A clock that a test sets.
private final class Time: Sendable {
    private let date = Mutex(Date(timeIntervalSince1970: 0))
    var now: Date { date.withLock { $0 } }
    func set(_ seconds: Double) { date.withLock { $0 = Date(timeIntervalSince1970: seconds) } }
}

private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
