import FoundationEssentials
import Testing

@testable import AWS

@Suite("Where credentials come from")
struct CredentialChainTests {
    @Test("The chain goes in botocore's order", arguments: ChainCase.all + ChainCase.own)
    func order(_ one: ChainCase) throws {
        try withFolder { folder in
            let environment = try one.written(to: folder)
            switch one.expectation {
            case .credentialError(let text):
                let error = #expect(throws: CredentialError.self) { try Self.source(one, environment) }
                #expect(error.map { "\($0)" }?.contains(text) == true, "\(error.map { "\($0)" } ?? "")")
            case .unknownProfile:
                #expect(throws: AWSConfigurationError.self) { try Self.source(one, environment) }
            default:
                #expect(Self.summary(try Self.source(one, environment)) == one.expectation)
            }
        }
    }

    @Test("The pipeline's role is assumed on top of what the chain gives")
    func pipelineRole() throws {
        let environment = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "secret"]
        let settings = AWSSettings(roleARN: "arn:aws:iam::1:role/deploy", externalID: "x", sessionName: "me")
        let chain = CredentialChain(
            environment: environment,
            configuration: SharedConfiguration(),
            selection: ProfileSelection(settings: settings, environment: environment)
        )
        guard case .role(let role, .keys(let keys, _)) = try chain.source(assuming: settings) else {
            Issue.record("no role")
            return
        }
        #expect(role == AssumedRole(roleARN: "arn:aws:iam::1:role/deploy", externalID: "x", sessionName: "me"))
        #expect(keys.accessKeyID == "ENV")
    }

    @Test("In a GitHub run without credentials the role is assumed with GitHub's identity")
    func gitHub() throws {
        let environment = [
            "ACTIONS_ID_TOKEN_REQUEST_URL": "https://example.com/?a=b", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "bearer-1",
        ]
        let settings = AWSSettings(roleARN: "arn:aws:iam::1:role/deploy")
        let chain = CredentialChain(
            environment: environment,
            configuration: SharedConfiguration(),
            selection: ProfileSelection(settings: settings, environment: environment)
        )
        guard case .webIdentity(let identity) = try chain.source(assuming: settings) else {
            Issue.record("no web identity")
            return
        }
        #expect(identity.token == .gitHub(requestURL: "https://example.com/?a=b", bearer: Secret("bearer-1")))
    }

    private static func source(_ one: ChainCase, _ environment: [String: String]) throws -> CredentialSource {
        let settings = AWSSettings(profile: one.profile)
        let chain = CredentialChain(
            environment: environment,
            configuration: try SharedConfiguration(environment: environment),
            selection: ProfileSelection(settings: settings, environment: environment)
        )
        return try chain.source()
    }

    private static func summary(_ source: CredentialSource) -> ChainCase.Expectation {
        switch source {
        case .keys(let keys, _): return .keys(keys.accessKeyID)
        case .role(let role, let base): return .role(role.roleARN, with: firstKey(base))
        case .webIdentity(let identity): return .webIdentity(identity.roleARN)
        case .container: return .container
        case .instance: return .instance
        }
    }

    private static func firstKey(_ source: CredentialSource) -> String {
        switch source {
        case .keys(let keys, _): keys.accessKeyID
        case .role(_, let base): firstKey(base)
        case .webIdentity, .container, .instance: ""
        }
    }
}

/// Runs with a new folder, which is removed afterwards.
func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "shipit-aws-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}
