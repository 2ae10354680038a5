import FoundationEssentials
import HTTP
import Testing

@testable import Docker

@Suite struct ConfigurationFileTests {
    private let fixture: ConfigurationFixture

    init() throws {
        fixture = try ConfigurationFixture()
    }

    @Test func `no file, and no home, is an empty configuration`() throws {
        let configuration = try fixture.configuration()
        #expect(configuration.currentContext == nil)
        #expect(configuration.credentialStore == nil)
        #expect(Array(configuration.headers).isEmpty)
        let homeless = try DockerConfiguration(reading: DockerEnvironment(variables: [:], home: nil))
        #expect(homeless.directory == nil)
    }

    @Test func `DOCKER_CONFIG replaces the directory in the home`() throws {
        try fixture.config(#"{"currentContext":"home"}"#)
        try fixture.write(
            "other/config.json",
            #"{"currentContext":"other","unknown":[1],"HttpHeaders":{"b":"2","A":"1"}}"#
        )
        let configuration = try fixture.configuration(["DOCKER_CONFIG": fixture.home + "/other"])
        #expect(configuration.currentContext == "other")
        #expect(configuration.headers == ["A": "1", "b": "2"])
    }

    @Test(arguments: ["", " \n"])
    func `an empty file is an empty configuration`(_ content: String) throws {
        try fixture.config(content)
        #expect(try fixture.configuration().currentContext == nil)
    }

    struct Mistake: Sendable, CustomTestStringConvertible {
        let json: String
        let reason: String
        init(_ json: String, _ reason: String) {
            self.json = json
            self.reason = reason
        }
        var testDescription: String { json }
    }

    @Test(arguments: [
        Mistake("{", "not JSON"), Mistake("[]", "not an object"),
        Mistake(#"{"credsStore":7}"#, "'credsStore' is not a text"),
        Mistake(#"{"auths":{"r.example":{"auth":7}}}"#, "'auths.r.example.auth' is not a text"),
        Mistake(#"{"auths":[]}"#, "'auths' is not an object"),
        Mistake(#"{"HttpHeaders":{"X":null}}"#, "'HttpHeaders.X' is null, not a text"),
    ])
    func `a file that is no configuration is named with what is wrong`(_ mistake: Mistake) throws {
        try fixture.config(mistake.json)
        let path = fixture.home + "/.docker/config.json"
        #expect(throws: DockerConfigurationError.malformed(source: path, reason: mistake.reason)) {
            try fixture.configuration()
        }
    }

    @Test func `a directory in the file's place is named`() throws {
        try fixture.write(".docker/config.json/x", "")
        #expect(throws: DockerConfigurationError.self) { try fixture.configuration() }
    }

    @Test func `a variable that is no configuration is named without its content`() throws {
        let error = try #require(throws: DockerConfigurationError.self) {
            try fixture.configuration(["DOCKER_AUTH_CONFIG": #"{"auths":{"r":{"auth":"c2VjcmV0"}}"#])
        }
        #expect(error == .malformed(source: "DOCKER_AUTH_CONFIG", reason: "not JSON"))
    }
}
