import FoundationEssentials
import HTTP
import Hashing
import Testing

@testable import Docker

@Suite struct ConfigurationEndpointTests {
    private let fixture: ConfigurationFixture

    init() throws {
        fixture = try ConfigurationFixture()
    }

    private func resolve(_ variables: [String: String] = [:], host: String? = nil) throws -> DockerEndpoint {
        try DockerEndpoint.resolve(host: host, configuration: fixture.configuration(variables))
    }

    private func writeContext(_ name: String, _ endpoint: String) throws -> String {
        let folder = Hexadecimal.encode(SHA256.hash(name))
        try fixture.write(
            ".docker/contexts/meta/\(folder)/meta.json",
            #"{"Name":"\#(name)","Metadata":{},"Endpoints":{"docker":\#(endpoint)}}"#
        )
        return "\(fixture.home)/.docker/contexts/tls/\(folder)/docker"
    }

    // MARK: Hosts

    struct Host: Sendable, CustomTestStringConvertible {
        let text: String
        let endpoint: String
        init(_ text: String, _ endpoint: String) {
            self.text = text
            self.endpoint = endpoint
        }
        var testDescription: String { text }
    }

    @Test(arguments: [
        Host("unix:///run/x.sock", "unix:///run/x.sock"), Host("unix://", "unix:///var/run/docker.sock"),
        Host("tcp://10.0.0.1:2375", "http://10.0.0.1:2375"), Host("tcp://10.0.0.1", "http://10.0.0.1:2375"),
        Host("tcp://", "http://localhost:2375"), Host("tcp://host:1234/", "http://host:1234"),
        Host("TCP://[::1]:99", "http://[::1]:99"), Host("10.0.0.1:2375", "http://10.0.0.1:2375"),
        Host("http://engine:80", "http://engine:80"), Host("https://engine", "https://engine:2376"),
    ])
    func `a host is understood as docker writes it`(_ host: Host) throws {
        switch try resolve(["DOCKER_HOST": host.text]) {
        case .unix(let path): #expect("unix://" + path == host.endpoint)
        case .tcp(let url, let tls):
            #expect(url.absoluteString == host.endpoint)
            #expect(tls == TLSSettings())
        }
    }

    @Test(arguments: ["ssh://me:secret@box", "npipe:////./pipe/docker_engine", "fd://3"])
    func `a host that docker has and shipit has not is named, with a way out`(_ host: String) throws {
        let error = try #require(throws: DockerConfigurationError.self) { try resolve(["DOCKER_HOST": host]) }
        guard case .unsupportedHost(_, "DOCKER_HOST") = error else {
            Issue.record("\(error)")
            return
        }
        #expect(error.hint?.contains("unix:///") == true)
        #expect(!error.description.contains("secret"))
    }

    @Test(arguments: [
        "/var/run/docker.sock", "tcp://host:port", "tcp://host:99999", "tcp://me:secret@host:1", "gopher://x",
        "tcp://host:1/path", "tcp://host:1?secret=1", "http://", "tcp://:2375", "tcp:// :1",
    ])
    func `a host that is none is refused without showing a password`(_ host: String) throws {
        let error = try #require(throws: DockerConfigurationError.self) { try resolve(["DOCKER_HOST": host]) }
        guard case .invalidHost = error else {
            Issue.record("\(error)")
            return
        }
        #expect(!error.description.contains("me:secret"))
        #expect(error.hint != nil)
    }

    // MARK: Order

    @Test func `docker's order decides`() throws {
        _ = try writeContext("one", #"{"Host":"unix:///one"}"#)
        _ = try writeContext("two", #"{"Host":"unix:///two"}"#)
        try fixture.config(#"{"currentContext":"one"}"#)
        #expect(try resolve() == .unix(path: "/one"))
        #expect(try resolve(["DOCKER_CONTEXT": "two"]) == .unix(path: "/two"))
        #expect(try resolve(["DOCKER_CONTEXT": "two", "DOCKER_HOST": "unix:///three"]) == .unix(path: "/three"))
        #expect(try resolve(["DOCKER_HOST": "unix:///three"], host: "unix:///four") == .unix(path: "/four"))
        #expect(try resolve(["DOCKER_HOST": "", "DOCKER_CONTEXT": ""]) == .unix(path: "/one"))
        #expect(
            try resolve(["DOCKER_CONTEXT": "default"]) == .unix(path: fixture.environment().systemSocket)
        )
    }

    @Test func `without a name the first usual socket that exists is taken`() throws {
        let variables = ["XDG_RUNTIME_DIR": fixture.home + "/user"]
        #expect(try resolve(variables) == .unix(path: fixture.home + "/run/docker.sock"))
        try fixture.write(".docker/run/docker.sock", "")
        #expect(try resolve(variables) == .unix(path: fixture.home + "/.docker/run/docker.sock"))
        try fixture.write("user/docker.sock", "")
        #expect(try resolve(variables) == .unix(path: fixture.home + "/user/docker.sock"))
        try fixture.write("run/docker.sock", "")
        #expect(try resolve(variables) == .unix(path: fixture.home + "/run/docker.sock"))
    }

    // MARK: TLS

    @Test func `the environment turns TLS on and names the certificates`() throws {
        for name in ["ca.pem", "cert.pem", "key.pem"] { try fixture.write("certs/" + name, "") }
        let certificates = fixture.home + "/certs"
        let variables = ["DOCKER_HOST": "tcp://engine", "DOCKER_CERT_PATH": certificates]
        var expected = TLSSettings()
        expected.authorities = certificates + "/ca.pem"
        expected.certificate = certificates + "/cert.pem"
        expected.key = certificates + "/key.pem"
        let url = try #require(URL(string: "https://engine:2376"))
        #expect(try resolve(variables.merging(["DOCKER_TLS_VERIFY": "1"]) { $1 }) == .tcp(url, expected))
        expected.verifiesServer = false
        #expect(try resolve(variables.merging(["DOCKER_TLS": "1"]) { $1 }) == .tcp(url, expected))
        let plain = try #require(URL(string: "http://engine:2375"))
        #expect(try resolve(variables) == .tcp(plain, TLSSettings()))
        #expect(try resolve(["DOCKER_HOST": "tcp://engine", "DOCKER_TLS_VERIFY": "1"]) == .tcp(url, TLSSettings()))
    }

    @Test func `half of a certificate and key is refused`() throws {
        try fixture.write(".docker/cert.pem", "")
        #expect(throws: DockerConfigurationError.incompleteCertificate(directory: fixture.home + "/.docker")) {
            try resolve(["DOCKER_HOST": "tcp://engine", "DOCKER_TLS_VERIFY": "1"])
        }
    }

    @Test func `a context brings its own certificates`() throws {
        let folder = try writeContext("remote", #"{"Host":"tcp://engine:2376","SkipTLSVerify":false}"#)
        let url = try #require(URL(string: "https://engine:2376"))
        try fixture.write(String(folder.dropFirst(fixture.home.count + 1)) + "/ca.pem", "")
        var expected = TLSSettings()
        expected.authorities = folder + "/ca.pem"
        #expect(try resolve(["DOCKER_CONTEXT": "remote", "DOCKER_CERT_PATH": "/elsewhere"]) == .tcp(url, expected))
        _ = try writeContext("remote", #"{"Host":"tcp://engine:2376","SkipTLSVerify":true}"#)
        expected.verifiesServer = false
        #expect(try resolve(["DOCKER_CONTEXT": "remote"]) == .tcp(url, expected))
    }

    // MARK: Contexts

    @Test func `a context that does not exist is reported with the one that was meant`() throws {
        _ = try writeContext("rootless", #"{"Host":"unix:///r"}"#)
        _ = try writeContext("production", #"{"Host":"unix:///p"}"#)
        let error = try #require(throws: DockerConfigurationError.self) { try resolve(["DOCKER_CONTEXT": "rotless"]) }
        #expect(error.hint == "did you mean 'rootless'?")
        let other = try #require(throws: DockerConfigurationError.self) { try resolve(["DOCKER_CONTEXT": "xyz"]) }
        #expect(other.hint == "there are: default, production, rootless")
    }

    @Test func `a context without an engine is refused`() throws {
        _ = try writeContext("empty", "{}")
        #expect(throws: DockerConfigurationError.contextWithoutEngine("empty")) {
            try resolve(["DOCKER_CONTEXT": "empty"])
        }
    }

    @Test func `a host that a context names is reported as the context's`() throws {
        _ = try writeContext("far", #"{"Host":"ssh://box"}"#)
        #expect(
            throws: DockerConfigurationError.unsupportedHost("ssh://box", source: "docker context 'far'")
        ) { try resolve(["DOCKER_CONTEXT": "far"]) }
    }
}
