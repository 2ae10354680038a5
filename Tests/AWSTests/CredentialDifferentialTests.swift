import FoundationEssentials
import Testing

@testable import AWS

@Suite("Credentials against botocore", .enabled(if: Python.executable != nil))
struct CredentialDifferentialTests {
    private struct Input: Codable {
        var profile: String?
        var environment: [String: String]
    }

    /// What botocore decides: the keys and how it came to them, or an error. Roles are not assumed: the source
    /// that would sign the call is shown.
    private static let script = """
        import json, os, sys
        import botocore.session, botocore.credentials

        def base(provider):
            refresh = provider._refresh_using
            fetcher = getattr(refresh, "__self__", None)
            source = getattr(fetcher, "_source_credentials", None)
            role = fetcher._role_arn
            if source is None:
                return ["web", role]
            if isinstance(source, botocore.credentials.DeferredRefreshableCredentials):
                return ["role", role, base(source)[2]]
            return ["role", role, source.access_key]

        results = []
        for case in json.load(open(sys.argv[1])):
            os.environ.clear()
            os.environ.update(case["environment"])
            try:
                session = botocore.session.Session(profile=case.get("profile"))
                found = session.get_credentials()
                if isinstance(found, botocore.credentials.DeferredRefreshableCredentials):
                    results.append(base(found))
                elif found is None:
                    results.append(["none"])
                else:
                    results.append(["keys", found.access_key])
            except Exception as error:
                results.append(["error", type(error).__name__])
        json.dump(results, open(sys.argv[2], "w"))
        """

    @Test("The same files and variables lead botocore to the same keys, roles and errors")
    func matrix() throws {
        try withFolder { folder in
            var inputs: [Input] = []
            for (index, one) in ChainCase.all.enumerated() {
                let own = folder.appending(path: String(index))
                try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
                var environment = try one.written(to: own)
                environment["AWS_EC2_METADATA_DISABLED"] = "true"
                environment["AWS_DEFAULT_REGION"] = "eu-west-1"
                inputs.append(Input(profile: one.profile, environment: environment))
            }
            let text = String(decoding: try JSONEncoder().encode(inputs), as: UTF8.self)
            let output = try Python.run(Self.script, input: text)
            let results = try JSONDecoder().decode([[String]].self, from: Data(output))
            try #require(results.count == ChainCase.all.count)
            for (one, result) in zip(ChainCase.all, results) {
                #expect(Self.agree(one.expectation, result), "\(one.name): botocore says \(result)")
            }
        }
    }

    private static func agree(_ expectation: ChainCase.Expectation, _ result: [String]) -> Bool {
        switch expectation {
        case .keys(let id): result == ["keys", id]
        case .role(let arn, let id): result == ["role", arn, id]
        case .webIdentity(let arn): result == ["web", arn]
        case .credentialError: result.first == "error" && result != ["error", "ProfileNotFound"]
        case .unknownProfile: result == ["error", "ProfileNotFound"]
        case .container, .instance: false
        }
    }
}
