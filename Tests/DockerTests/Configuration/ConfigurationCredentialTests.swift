import FoundationEssentials
import Images
import Testing

@testable import Docker

@Suite struct ConfigurationCredentialTests {
    private let fixture: ConfigurationFixture

    init() throws {
        fixture = try ConfigurationFixture()
    }

    private func credential(_ host: String, _ variables: [String: String] = [:]) async throws -> RegistryCredential? {
        let registry = try #require(RegistryHost(host))
        return try await fixture.configuration(variables).credential(for: registry)
    }

    private static func login(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    // MARK: Logins in the file

    struct Login: Sendable, CustomTestStringConvertible {
        let key: String
        let host: String
        let isFound: Bool
        init(_ key: String, _ host: String, _ isFound: Bool) {
            self.key = key
            self.host = host
            self.isFound = isFound
        }
        var testDescription: String { "\(key) for \(host)" }
    }

    @Test(arguments: [
        Login("r.example", "r.example", true), Login("r.example:5000", "r.example:5000", true),
        Login("r.example", "r.example:5000", false), Login("https://r.example", "r.example", true),
        Login("https://r.example/v2/", "r.example", true), Login("http://r.example:80/x", "r.example:80", true),
        Login("r.example/team", "r.example", true), Login("sub.r.example", "r.example", false),
        Login("https://index.docker.io/v1/", "docker.io", true), Login("docker.io", "docker.io", true),
        Login("https://index.docker.io/v1/", "registry-1.docker.io", true),
        Login("index.docker.io", "docker.io", true), Login("https://index.docker.io/v1/", "r.example", false),
    ])
    func `a login is found by its registry's name or host`(_ login: Login) async throws {
        try fixture.config(#"{"auths":{"\#(login.key)":{"auth":"\#(Self.login("user:pass"))"}}}"#)
        let expected = RegistryCredential.password(user: "user", password: "pass")
        #expect(try await credential(login.host) == (login.isFound ? expected : nil))
    }

    struct Entry: Sendable, CustomTestStringConvertible {
        let json: String
        let credential: RegistryCredential?
        init(_ json: String, _ credential: RegistryCredential?) {
            self.json = json
            self.credential = credential
        }
        var testDescription: String { json }
    }

    @Test(arguments: [
        Entry("{}", nil), Entry(#"{"auth":""}"#, nil), Entry(#"{"email":"x@y"}"#, nil),
        Entry(#"{"auth":"\#(login("u:p:q"))"}"#, .password(user: "u", password: "p:q")),
        Entry(#"{"auth":"\#(login("u:p\0\0"))"}"#, .password(user: "u", password: "p")),
        Entry(#"{"auth":"\#(login("u:"))"}"#, .password(user: "u", password: "")),
        Entry(#"{"username":"u","password":"p"}"#, .password(user: "u", password: "p")),
        Entry(#"{"auth":"\#(login("u:p"))","identitytoken":"t"}"#, .identityToken("t")),
    ])
    func `an entry is read as docker wrote it`(_ entry: Entry) async throws {
        try fixture.config(#"{"auths":{"r.example":\#(entry.json)}}"#)
        #expect(try await credential("r.example") == entry.credential)
    }

    @Test(arguments: [#"{"auth":"%%%"}"#, #"{"auth":"\#(login("nocolon"))"}"#, #"{"registrytoken":"secret"}"#])
    func `a login that cannot be used is named without its secret`(_ entry: String) async throws {
        try fixture.config(#"{"auths":{"r.example":\#(entry)}}"#)
        let error = try await #require(throws: DockerConfigurationError.self) { try await credential("r.example") }
        #expect(error.description.contains("'r.example' in '\(fixture.home)/.docker/config.json'"))
        #expect(!error.description.contains("secret") && !error.description.contains("nocolon"))
        #expect(try await credential("other.example") == nil)
    }

    @Test func `the exact name comes before a host's`() async throws {
        try fixture.config(
            #"{"auths":{"https://r.example":{"auth":"\#(Self.login("a:1"))"},"r.example":{"auth":"\#(Self.login("b:2"))"}}}"#
        )
        #expect(try await credential("r.example") == .password(user: "b", password: "2"))
    }

    @Test func `the variable's logins come before all others`() async throws {
        try fixture.config(#"{"credsStore":"none"}"#)
        let variable = ["DOCKER_AUTH_CONFIG": #"{"auths":{"r.example":{"auth":"\#(Self.login("ci:job"))"}}}"#]
        #expect(try await credential("r.example", variable) == .password(user: "ci", password: "job"))
        try fixture.config("{}")
        #expect(try await credential("other.example", variable) == nil)
    }

    @Test func `nothing that is described shows a secret`() async throws {
        try fixture.config(#"{"auths":{"r.example":{"username":"u","password":"hidden-word"}}}"#)
        let configuration = try fixture.configuration(["TOKEN": "hidden-variable"])
        #expect(!"\(configuration) \(String(reflecting: configuration))".contains("hidden"))
        #expect(!"\(configuration.logins) \(String(reflecting: configuration.logins.entries))".contains("hidden"))
        #expect(!String(reflecting: configuration.environment).contains("hidden"))
    }

    // MARK: Helpers

    @Test func `a registry's own helper comes before the store, and both before the file`() async throws {
        try await fixture.program(
            "docker-credential-one",
            #"read server; echo "{\"Username\":\"one\",\"Secret\":\"$server\"}""#
        )
        try await fixture.program("docker-credential-two", #"echo "{\"Username\":\"two\",\"Secret\":\"$1 $(cat)\"}""#)
        let auths =
            #""auths":{"r.example":{"auth":"\#(Self.login("file:f"))"},"none.example":{"auth":"\#(Self.login("file:f"))"}}"#
        try fixture.config(
            #"{"credsStore":"two","credHelpers":{"r.example":"one","none.example":""},\#(auths)}"#
        )
        #expect(try await credential("r.example") == .password(user: "one", password: "r.example"))
        #expect(try await credential("x.example:1") == .password(user: "two", password: "get x.example:1"))
        #expect(
            try await credential("docker.io") == .password(user: "two", password: "get https://index.docker.io/v1/")
        )
        #expect(try await credential("none.example") == .password(user: "file", password: "f"))
    }

    @Test func `a helper's token is an identity token`() async throws {
        try await fixture.program("docker-credential-h", #"echo '{"ServerURL":"r","Username":"<token>","Secret":"t"}'"#)
        try fixture.config(#"{"credsStore":"h"}"#)
        #expect(try await credential("r.example") == .identityToken("t"))
    }

    @Test func `a helper that has no login means anonymous`() async throws {
        try await fixture.program("docker-credential-h", "echo credentials not found in native keychain; exit 1")
        try fixture.config(#"{"credsStore":"h","auths":{"r.example":{}}}"#)
        #expect(try await credential("r.example") == nil)
    }

    struct Failure: Sendable, CustomTestStringConvertible {
        let script: String
        let reason: String
        init(_ script: String, _ reason: String) {
            self.script = script
            self.reason = reason
        }
        var testDescription: String { script }
    }

    @Test(arguments: [
        Failure("echo 'the keychain is locked'; exit 1", "the keychain is locked"),
        Failure("echo; echo 'on standard error' >&2; exit 3", "on standard error"),
        Failure("exit 4", "it ended with exit code 4"),
        Failure(#"echo '{"Username":"u","Secret":"hidden"}'; exit 5"#, "it ended with exit code 5"),
        Failure("kill -TERM $$", "it was ended by signal 15"),
        Failure("echo hidden", "its answer is not the JSON object that docker's credential helpers give"),
        Failure(
            #"echo '{"Username":7,"Secret":"hidden"}'"#,
            "its answer is not the JSON object that docker's credential helpers give"
        ),
        Failure("head -c 1100000 /dev/zero", "it wrote more than 1048576 bytes and was killed"),
    ])
    func `a helper that fails is named with its own words, never with the secret`(_ failure: Failure) async throws {
        try await fixture.program("docker-credential-h", failure.script)
        try fixture.config(#"{"credsStore":"h"}"#)
        let error = try await #require(throws: DockerConfigurationError.self) { try await credential("r.example") }
        #expect(error == .helperFailed("docker-credential-h", registry: "r.example", reason: failure.reason))
        #expect(!error.description.contains("hidden"))
    }

    @Test(arguments: ["missing", "../bin/sh", "/bin/sh"])
    func `a helper outside the search path is not run`(_ name: String) async throws {
        try fixture.config(#"{"credsStore":"\#(name)"}"#)
        let error = try await #require(throws: DockerConfigurationError.self) { try await credential("r.example") }
        #expect(error == .helperMissing("docker-credential-" + name, registry: "r.example"))
    }

    @Test func `a helper that never answers is given up`() async throws {
        try await fixture.program("docker-credential-h", "exec sleep 300")
        let helper = CredentialHelper(name: "h", environment: fixture.environment(), timeLimit: .milliseconds(100))
        let registry = try #require(RegistryHost("r.example"))
        let error = try await #require(throws: DockerConfigurationError.self) {
            try await helper.credential(for: CredentialServer(registry))
        }
        #expect(error.description.contains("did not end within"))
    }
}
