import FoundationEssentials
import HTTP
import Testing

@testable import AWS

@Suite("AWS's shared files")
struct ConfigurationTests {
    @Test("Sections, comments, nested tables and continued lines are read as botocore reads them")
    func document() throws {
        let text = """
            # comment
            [default]
            AWS_Access_Key_ID = AKID # not a comment
            ; another
            s3 =
                addressing_style = path
                max_queue_size=10
              region : eu-west-1
            [profile  "with space"]
            continued = one
              two
            [default]
            output=json
            """
        let document = try INIDocument(parsing: text, path: "config")
        let section = try #require(document.sections.first { $0.name == "default" })
        #expect(section.values["aws_access_key_id"] == "AKID # not a comment")
        #expect(section.tables["s3"]?["addressing_style"] == "path")
        #expect(section.tables["s3"]?["max_queue_size"] == "10")
        #expect(section.values["output"] == "json")
        let other = try #require(document.sections.first { $0.name.contains("space") })
        #expect(other.values["continued"] == "one\ntwo")
    }

    @Test(
        "What is no such file says where",
        arguments: [
            ("key = value\n", "line 1"), ("[default\n", "line 1"), ("[default]\n\nnonsense\n", "line 3"),
        ]
    )
    func broken(_ text: String, _ place: String) {
        #expect {
            try INIDocument(parsing: text, path: "/home/x/config")
        } throws: { error in
            "\(error)".contains(place) && "\(error)".contains("/home/x/config")
        }
    }

    @Test("Profiles are [profile NAME] in one file and [NAME] in the other, and merge")
    func profiles() throws {
        let configuration = try INIDocument(
            parsing: """
                [default]
                region = a
                [profile one]
                region = b
                aws_access_key_id = from-configuration
                [profile "two words"]
                region = c
                [plain]
                region = d
                [services local]
                ecs =
                  endpoint_url = http://x/
                """,
            path: "config"
        )
        let credentials = try INIDocument(
            parsing: "[one]\naws_access_key_id = from-credentials\n[profile three]\nregion = e\n",
            path: "credentials"
        )
        let shared = SharedConfiguration(configuration: configuration, credentials: credentials)
        #expect(Set(shared.profiles.keys) == ["default", "one", "two words", "profile three"])
        #expect(shared.profiles["one"]?["aws_access_key_id"] == "from-credentials")
        #expect(shared.profiles["one"]?["region"] == "b")
        #expect(shared.services["local"]?["ecs"]?["endpoint_url"] == "http://x/")
    }

    struct RegionCase: CustomTestStringConvertible, Sendable {
        let name: String
        var setting: String?
        var environment: [String: String] = [:]
        var profile = ""
        let region: String

        var testDescription: String { name }
    }

    @Test(
        "The region comes from the setting, AWS_REGION, AWS_DEFAULT_REGION, then the profile",
        arguments: [
            RegionCase(
                name: "setting",
                setting: "a-1",
                environment: ["AWS_REGION": "b-1"],
                profile: "region = d-1",
                region: "a-1"
            ),
            RegionCase(
                name: "AWS_REGION",
                environment: ["AWS_REGION": "b-1", "AWS_DEFAULT_REGION": "c-1"],
                region: "b-1"
            ),
            RegionCase(
                name: "AWS_DEFAULT_REGION",
                environment: ["AWS_REGION": "", "AWS_DEFAULT_REGION": "c-1"],
                profile: "region = d-1",
                region: "c-1"
            ),
            RegionCase(name: "profile", profile: "region = d-1", region: "d-1"),
        ]
    )
    func region(_ one: RegionCase) throws {
        #expect(try Self.configuration(one.setting, one.environment, one.profile).region == one.region)
    }

    @Test("No region, and what cannot be one, are errors that say what to do")
    func noRegion() {
        #expect(throws: AWSConfigurationError.noRegion) { try Self.configuration(nil, [:], "") }
        #expect(throws: AWSConfigurationError.self) { try Self.configuration("evil.example.com/", [:], "") }
        #expect(throws: AWSConfigurationError.invalidValue("many", of: "AWS_MAX_ATTEMPTS")) {
            try Self.configuration("a-1", ["AWS_MAX_ATTEMPTS": "many"], "")
        }
    }

    @Test("Attempts and the authorities' file come from environment and profile")
    func attempts() throws {
        let configuration = try Self.configuration("a-1", ["AWS_MAX_ATTEMPTS": "5"], "ca_bundle = /ca.pem")
        #expect(configuration.maxAttempts == 5)
        #expect(configuration.tls.authorities == "/ca.pem")
        #expect(
            try Self.configuration("a-1", ["HOME": "/h", "AWS_CA_BUNDLE": "~/ca.pem"], "").tls.authorities
                == "/h/ca.pem"
        )
        #expect(try Self.configuration("a-1", [:], "max_attempts = 7").maxAttempts == 7)
    }

    @Test("A profile that does not exist is an error with those that do, and the likely one")
    func unknownProfile() throws {
        let error = AWSConfigurationError.unknownProfile("prdo", known: ["prod", "staging"])
        #expect("\(error)" == "the AWS profile 'prdo' does not exist; there are: prod, staging; did you mean 'prod'?")
    }

    private static func configuration(
        _ region: String?,
        _ environment: [String: String],
        _ profile: String
    ) throws -> ClientConfiguration {
        let shared = SharedConfiguration(
            configuration: try INIDocument(parsing: "[default]\n\(profile)\n", path: "config"),
            credentials: INIDocument()
        )
        return try ClientConfiguration(
            settings: AWSSettings(region: region),
            environment: environment,
            profile: shared.profiles["default"] ?? Profile(name: "default"),
            configuration: shared
        )
    }
}
