import FoundationEssentials
import Testing

@testable import AWS

@Suite("Endpoints")
struct EndpointTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let service: AWSService
        let region: String
        var fips = false
        var dual = false
        let host: String
        var signingRegion: String?

        var testDescription: String { host }
    }

    /// As botocore 1.43.11 resolves them.
    static let cases = [
        Case(service: .ecs, region: "eu-west-1", host: "ecs.eu-west-1.amazonaws.com"),
        Case(service: .ecr, region: "eu-west-1", host: "api.ecr.eu-west-1.amazonaws.com"),
        Case(service: .ecr, region: "eu-west-1", dual: true, host: "ecr.eu-west-1.api.aws"),
        Case(service: .ecr, region: "us-east-1", fips: true, host: "ecr-fips.us-east-1.amazonaws.com"),
        Case(service: .cloudMap, region: "eu-west-1", dual: true, host: "servicediscovery.eu-west-1.api.aws"),
        Case(service: .logs, region: "us-east-2", fips: true, host: "logs-fips.us-east-2.amazonaws.com"),
        Case(service: .ecs, region: "us-east-2", fips: true, dual: true, host: "ecs-fips.us-east-2.api.aws"),
        Case(service: .iam, region: "eu-west-1", host: "iam.amazonaws.com", signingRegion: "us-east-1"),
        Case(
            service: .iam,
            region: "eu-west-1",
            fips: true,
            host: "iam-fips.amazonaws.com",
            signingRegion: "us-east-1"
        ),
        Case(
            service: .iam,
            region: "us-gov-east-1",
            host: "iam.us-gov.amazonaws.com",
            signingRegion: "us-gov-west-1"
        ),
        Case(
            service: .iam,
            region: "cn-northwest-1",
            host: "iam.cn-north-1.amazonaws.com.cn",
            signingRegion: "cn-north-1"
        ),
        Case(service: .sts, region: "cn-north-1", host: "sts.cn-north-1.amazonaws.com.cn"),
        Case(service: .ecs, region: "cn-north-1", dual: true, host: "ecs.cn-north-1.api.amazonwebservices.com.cn"),
        Case(service: .ecs, region: "us-gov-west-1", fips: true, host: "ecs-fips.us-gov-west-1.amazonaws.com"),
        Case(service: .ec2, region: "us-gov-west-1", fips: true, host: "ec2.us-gov-west-1.amazonaws.com"),
        Case(service: .ec2, region: "us-gov-west-1", fips: true, dual: true, host: "ec2-fips.us-gov-west-1.api.aws"),
        Case(
            service: .elasticLoadBalancing,
            region: "us-iso-east-1",
            host: "elasticloadbalancing.us-iso-east-1.c2s.ic.gov"
        ),
        Case(service: .ssm, region: "us-isob-east-1", host: "ssm.us-isob-east-1.sc2s.sgov.gov"),
        Case(service: .ecs, region: "eusc-de-east-1", host: "ecs.eusc-de-east-1.amazonaws.eu"),
        Case(service: .iam, region: "eusc-de-east-1", host: "iam.eusc-de-east-1.amazonaws.eu"),
    ]

    @Test("Every service has AWS's endpoint in every partition", arguments: cases)
    func rules(_ one: Case) throws {
        let rules = EndpointRules(usesFIPS: one.fips, usesDualStack: one.dual)
        let endpoint = try #require(rules.endpoint(of: one.service, in: one.region))
        #expect(endpoint.url.absoluteString == "https://\(one.host)/")
        #expect(endpoint.signingRegion == one.signingRegion ?? one.region)
    }

    @Test(
        "A host is signed with its port when it has one of its own",
        arguments: [
            ("http://127.0.0.1:4566", "127.0.0.1:4566", "/"), ("http://localhost:80/x", "localhost", "/x/"),
            ("https://EXAMPLE.com:443/", "example.com", "/"), ("http://[::1]:8080/a%20b", "[::1]:8080", "/a%20b/"),
        ]
    )
    func host(_ text: String, _ host: String, _ path: String) throws {
        let endpoint = try #require(Endpoint(text, signingRegion: "eu-west-1"))
        #expect(endpoint.host == host)
        #expect(endpoint.path == path)
    }

    @Test(
        "What is no endpoint is refused",
        arguments: ["", "localhost:4566", "ftp://x/", "http://", "http://u:p@x/", "http://x/?q=1", "http://x/#f"]
    )
    func refused(_ text: String) {
        #expect(Endpoint(text, signingRegion: "eu-west-1") == nil)
    }

    struct Source: CustomTestStringConvertible, Sendable {
        let name: String
        var setting: String?
        var environment: [String: String] = [:]
        var configuration = ""
        let ecs: String
        var sts = "https://sts.eu-west-1.amazonaws.com/"

        var testDescription: String { name }
    }

    private static let services = """
        [default]
        services = local
        endpoint_url = http://profile/
        [services local]
        ecs =
          endpoint_url = http://section/
        """

    static let sources = [
        Source(name: "nothing", ecs: "https://ecs.eu-west-1.amazonaws.com/"),
        Source(
            name: "the setting wins",
            setting: "http://setting/",
            environment: ["AWS_ENDPOINT_URL": "http://all/", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
            configuration: services,
            ecs: "http://setting/",
            sts: "http://setting/"
        ),
        Source(
            name: "a service's variable before the general one",
            environment: ["AWS_ENDPOINT_URL": "http://all/", "AWS_ENDPOINT_URL_ECS": "http://own/"],
            ecs: "http://own/",
            sts: "http://all/"
        ),
        Source(
            name: "variables before the profile",
            environment: ["AWS_ENDPOINT_URL": "http://all/"],
            configuration: services,
            ecs: "http://all/",
            sts: "http://all/"
        ),
        Source(
            name: "the services section before the profile",
            configuration: services,
            ecs: "http://section/",
            sts: "http://profile/"
        ),
        Source(
            name: "configured ones can be switched off",
            environment: ["AWS_ENDPOINT_URL_ECS": "http://own/", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "TRUE"],
            configuration: services,
            ecs: "https://ecs.eu-west-1.amazonaws.com/"
        ),
        Source(
            name: "an empty variable is none",
            environment: ["AWS_ENDPOINT_URL": ""],
            ecs: "https://ecs.eu-west-1.amazonaws.com/"
        ),
    ]

    @Test("Configured endpoints count in AWS's order", arguments: sources)
    func order(_ source: Source) throws {
        let resolver = try Self.resolver(source.setting, source.environment, source.configuration)
        #expect(resolver[.ecs].url.absoluteString == source.ecs)
        #expect(resolver[.sts].url.absoluteString == source.sts)
    }

    @Test("A services section that does not exist, and a text that is no URL, are errors")
    func errors() {
        #expect(throws: AWSConfigurationError.unknownServices("x", profile: "default")) {
            try Self.resolver(nil, [:], "[default]\nservices = x\n")
        }
        #expect(throws: AWSConfigurationError.invalidEndpoint("nonsense", from: "AWS_ENDPOINT_URL")) {
            try Self.resolver(nil, ["AWS_ENDPOINT_URL": "nonsense"], "")
        }
    }

    private static func resolver(
        _ setting: String?,
        _ environment: [String: String],
        _ configuration: String
    ) throws -> EndpointResolver {
        let shared = SharedConfiguration(
            configuration: try INIDocument(parsing: configuration, path: "config"),
            credentials: INIDocument()
        )
        let profile = shared.profiles["default"] ?? Profile(name: "default")
        return try EndpointResolver(
            settings: AWSSettings(endpoint: setting),
            lookup: SettingLookup(environment: environment, profile: profile),
            configuration: shared,
            region: "eu-west-1"
        )
    }
}
