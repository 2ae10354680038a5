import FoundationEssentials
import Testing

@testable import AWS

/// One state of environment and shared files, and what the chain makes of it.
struct ChainCase: CustomTestStringConvertible, Sendable {
    enum Expectation: Sendable, Hashable {
        /// These keys, as they are.
        case keys(String)
        /// A role, assumed with these keys.
        case role(String, with: String)
        case webIdentity(String)
        case container
        case instance
        /// A `CredentialError` whose description contains this.
        case credentialError(String)
        case unknownProfile
    }

    let name: String
    /// The profile of the command line.
    var profile: String?
    var environment: [String: String] = [:]
    var configuration = ""
    var credentials = ""
    let expectation: Expectation

    var testDescription: String { name }

    /// The folder's files, and the environment that names them.
    func written(to folder: URL) throws -> [String: String] {
        let paths = ["config", "credentials"].map { folder.appending(path: $0) }
        try Data(configuration.utf8).write(to: paths[0])
        try Data(credentials.utf8).write(to: paths[1])
        let files = [
            "AWS_CONFIG_FILE": paths[0].path, "AWS_SHARED_CREDENTIALS_FILE": paths[1].path, "HOME": folder.path,
        ]
        return environment.merging(files) { own, _ in own }
    }

    private static let environmentKeys = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "secret"]

    private static func keys(_ id: String) -> String {
        "aws_access_key_id = \(id)\naws_secret_access_key = secret\n"
    }

    private static let role = "role_arn = arn:aws:iam::1:role/r\n"

    static let all: [ChainCase] = environmentCases + profileCases + roleCases + otherCases

    private static let environmentCases = [
        ChainCase(name: "environment", environment: environmentKeys, expectation: .keys("ENV")),
        ChainCase(
            name: "environment before AWS_PROFILE",
            environment: environmentKeys.merging(["AWS_PROFILE": "p"]) { $1 },
            credentials: "[p]\n\(keys("P"))",
            expectation: .keys("ENV")
        ),
        ChainCase(
            name: "an AWS_PROFILE that does not exist is an error in spite of keys in the environment",
            environment: environmentKeys.merging(["AWS_PROFILE": "p"]) { $1 },
            expectation: .unknownProfile
        ),
        ChainCase(
            name: "a profile of the command line before the environment",
            profile: "p",
            environment: environmentKeys,
            credentials: "[p]\n\(keys("P"))",
            expectation: .keys("P")
        ),
        ChainCase(
            name: "an id without its secret",
            environment: ["AWS_ACCESS_KEY_ID": "ENV"],
            credentials: "[default]\n\(keys("D"))",
            expectation: .credentialError("AWS_SECRET_ACCESS_KEY is missing")
        ),
        ChainCase(
            name: "an empty id is none",
            environment: ["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "secret"],
            credentials: "[default]\n\(keys("D"))",
            expectation: .keys("D")
        ),
    ]

    private static let profileCases = [
        ChainCase(
            name: "credentials before configuration",
            configuration: "[default]\n\(keys("CONFIG"))",
            credentials: "[default]\n\(keys("CRED"))",
            expectation: .keys("CRED")
        ),
        ChainCase(
            name: "configuration alone",
            configuration: "[default]\n\(keys("CONFIG"))",
            expectation: .keys("CONFIG")
        ),
        ChainCase(
            name: "AWS_PROFILE",
            environment: ["AWS_PROFILE": "p"],
            credentials: "[default]\n\(keys("D"))[p]\n\(keys("P"))",
            expectation: .keys("P")
        ),
        ChainCase(
            name: "AWS_DEFAULT_PROFILE",
            environment: ["AWS_DEFAULT_PROFILE": "p"],
            credentials: "[p]\n\(keys("P"))",
            expectation: .keys("P")
        ),
        ChainCase(
            name: "quoted name",
            environment: ["AWS_PROFILE": "a b"],
            configuration: "[profile \"a b\"]\n\(keys("AB"))",
            expectation: .keys("AB")
        ),
        ChainCase(
            name: "a profile that does not exist",
            environment: ["AWS_PROFILE": "p"],
            credentials: "[default]\n\(keys("D"))",
            expectation: .unknownProfile
        ),
        ChainCase(
            name: "a plain section of the configuration is no profile",
            environment: ["AWS_PROFILE": "p"],
            configuration: "[p]\n\(keys("P"))",
            expectation: .unknownProfile
        ),
        ChainCase(
            name: "an id without its secret in a file",
            credentials: "[default]\naws_access_key_id = D\n",
            expectation: .credentialError("aws_secret_access_key is missing")
        ),
    ]

    private static let roleCases = [
        ChainCase(
            name: "a role with a source profile",
            environment: ["AWS_PROFILE": "r"],
            configuration: "[profile r]\n\(role)source_profile = base\n",
            credentials: "[base]\n\(keys("B"))",
            expectation: .role("arn:aws:iam::1:role/r", with: "B")
        ),
        ChainCase(
            name: "a role before the same profile's keys",
            configuration: "[default]\n\(role)source_profile = default\n\(keys("SELF"))",
            expectation: .role("arn:aws:iam::1:role/r", with: "SELF")
        ),
        ChainCase(
            name: "a chain of roles",
            environment: ["AWS_PROFILE": "r2"],
            configuration: """
                [profile r2]
                role_arn = arn:aws:iam::1:role/second
                source_profile = r1
                [profile r1]
                \(role)source_profile = base
                [profile base]
                \(keys("B"))
                """,
            expectation: .role("arn:aws:iam::1:role/second", with: "B")
        ),
        ChainCase(
            name: "a source profile's keys before its role",
            environment: ["AWS_PROFILE": "r"],
            configuration: """
                [profile r]
                role_arn = arn:aws:iam::1:role/outer
                source_profile = base
                [profile base]
                \(role)source_profile = other
                \(keys("B"))[profile other]
                \(keys("O"))
                """,
            expectation: .role("arn:aws:iam::1:role/outer", with: "B")
        ),
        ChainCase(
            name: "a circle",
            environment: ["AWS_PROFILE": "a"],
            configuration: "[profile a]\n\(role)source_profile = b\n[profile b]\n\(role)source_profile = a\n",
            expectation: .credentialError("a → b → a")
        ),
        ChainCase(
            name: "itself without keys",
            environment: ["AWS_PROFILE": "a"],
            configuration: "[profile a]\n\(role)source_profile = a\n",
            expectation: .credentialError("circle")
        ),
        ChainCase(
            name: "both sources",
            environment: ["AWS_PROFILE": "a"],
            configuration: "[profile a]\n\(role)source_profile = a\ncredential_source = Environment\n",
            expectation: .credentialError("only one")
        ),
        ChainCase(
            name: "no source",
            environment: ["AWS_PROFILE": "a"],
            configuration: "[profile a]\n\(role)",
            expectation: .credentialError("needs source_profile or credential_source")
        ),
        ChainCase(
            name: "a source profile that does not exist",
            environment: ["AWS_PROFILE": "a"],
            configuration: "[profile a]\n\(role)source_profile = nobody\n",
            expectation: .credentialError("'nobody' does not exist")
        ),
        ChainCase(
            name: "a source profile without credentials",
            environment: ["AWS_PROFILE": "a"],
            configuration: "[profile a]\n\(role)source_profile = b\n[profile b]\nregion = x\n",
            expectation: .credentialError("has no credentials")
        ),
        ChainCase(
            name: "credential_source Environment",
            profile: "a",
            environment: environmentKeys,
            configuration: "[profile a]\n\(role)credential_source = Environment\n",
            expectation: .role("arn:aws:iam::1:role/r", with: "ENV")
        ),
        ChainCase(
            name: "an unknown credential_source",
            environment: ["AWS_PROFILE": "a"],
            configuration: "[profile a]\n\(role)credential_source = Sky\n",
            expectation: .credentialError("'Sky' is none of")
        ),
    ]

    private static let otherCases = [
        ChainCase(
            name: "web identity of the environment before the credentials file",
            environment: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn:aws:iam::1:role/w"],
            credentials: "[default]\n\(keys("D"))",
            expectation: .webIdentity("arn:aws:iam::1:role/w")
        ),
        ChainCase(
            name: "web identity without a role",
            environment: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"],
            credentials: "[default]\n\(keys("D"))",
            expectation: .credentialError("AWS_ROLE_ARN")
        ),
        ChainCase(
            name: "a profile of the command line ignores the environment's web identity",
            profile: "p",
            environment: ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn:aws:iam::1:role/w"],
            credentials: "[p]\n\(keys("P"))",
            expectation: .keys("P")
        ),
        ChainCase(
            name: "web identity of a profile",
            configuration: "[default]\n\(role)web_identity_token_file = /t\n",
            expectation: .webIdentity("arn:aws:iam::1:role/r")
        ),
        ChainCase(
            name: "an assumed role of AWS_PROFILE before the environment's web identity",
            environment: [
                "AWS_PROFILE": "r", "AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn:aws:iam::1:role/w",
            ],
            configuration: "[profile r]\n\(role)source_profile = base\n",
            credentials: "[base]\n\(keys("B"))",
            expectation: .role("arn:aws:iam::1:role/r", with: "B")
        ),
        ChainCase(
            name: "files before a container",
            environment: ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/x"],
            credentials: "[default]\n\(keys("D"))",
            expectation: .keys("D")
        ),
    ]

    /// Those that botocore decides by asking somebody, or says otherwise.
    static let own = [
        ChainCase(
            name: "a container",
            environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/x"],
            expectation: .container
        ),
        ChainCase(
            name: "plain http to any host is refused",
            environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://example.com/x"],
            expectation: .credentialError("may only be asked by https")
        ),
        ChainCase(name: "nothing but the instance", expectation: .instance),
        ChainCase(
            name: "nothing at all",
            environment: ["AWS_EC2_METADATA_DISABLED": "true"],
            expectation: .credentialError("no AWS credentials were found")
        ),
        ChainCase(
            name: "SSO is named",
            environment: ["AWS_PROFILE": "s"],
            configuration: "[profile s]\nsso_account_id = 1\nsso_role_name = r\n",
            expectation: .credentialError("aws configure export-credentials --profile s")
        ),
        ChainCase(
            name: "a program is named",
            environment: ["AWS_PROFILE": "s"],
            configuration: "[profile s]\ncredential_process = /bin/x\n",
            expectation: .credentialError("credential_process")
        ),
        ChainCase(
            name: "a device is named",
            environment: ["AWS_PROFILE": "s"],
            configuration: "[profile s]\n\(role)source_profile = b\nmfa_serial = arn:x\n[profile b]\n\(keys("B"))",
            expectation: .credentialError("mfa_serial")
        ),
        ChainCase(
            name: "a comment behind an id",
            credentials: "[default]\n\(keys("AKID # mine"))",
            expectation: .credentialError("contains a space")
        ),
    ]
}
