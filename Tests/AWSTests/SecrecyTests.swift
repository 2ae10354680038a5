import FoundationEssentials
import TestSupport
import Testing

@testable import AWS

@Suite("Secrets stay secret")
struct SecrecyTests {
    private static let secrets = [FakeAWS.secret, FakeAWS.token]

    private static func shown(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return "\(value)\n\(String(reflecting: value))\n\(dumped)"
    }

    private static let credentials = Credentials(
        accessKeyID: "AKIAFAKE",
        secretAccessKey: FakeAWS.secret,
        sessionToken: FakeAWS.token
    )

    static let values: [any Sendable] = [
        credentials, CredentialSource.keys(credentials, origin: "x"),
        CredentialSource.role(AssumedRole(roleARN: "arn"), base: .keys(credentials, origin: "x")),
        Secret(FakeAWS.secret),
        CredentialSource.webIdentity(
            WebIdentity(roleARN: "arn", token: .gitHub(requestURL: "u", bearer: Secret(FakeAWS.token)))
        ),
        RegistryLogin(user: "AWS", password: FakeAWS.secret, proxyEndpoint: nil, expiresAt: nil),
    ]

    @Test("No value shows a key, token or password, however it is printed")
    func values() throws {
        var values: [Any] = Self.values
        let parameter = SSMParameter(["Name": "p", "Value": .string(FakeAWS.secret)])
        values.append(try #require(parameter))
        let container = try ContainerEndpoint(environment: [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1/?x=\(FakeAWS.token)",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": FakeAWS.secret,
        ])
        values.append(CredentialSource.container(try #require(container)).origin)
        for value in values {
            let text = Self.shown(value)
            for secret in Self.secrets { #expect(!text.contains(secret), "\(text)") }
        }
        #expect(Self.shown(Self.credentials).contains("AKIAFAKE"))
    }

    @Test("No error shows a key or token that was used, or what an endpoint of credentials answered")
    func errors() async throws {
        let answers: [LoopbackServer.Answer] = [
            FakeAWS.error(403, "UnrecognizedClientException", "no"), .close, .text(500, "oops"),
            FakeAWS.xml(200, "<AssumeRoleResponse><Secret>\(FakeAWS.secret)</Secret></AssumeRoleResponse>"),
            .json(200, "{\"SecretAccessKey\":\"\(FakeAWS.secret)\"}"),
            .json(400, "{\"Token\":\"\(FakeAWS.token)\"}"),
        ]
        let container = FakeAWS.keys.filter { $0.key == "AWS_EC2_METADATA_DISABLED" }
        for answer in answers {
            let aws = try FakeAWS([answer])
            let url = aws.server.url.appending(path: "creds").absoluteString
            let clients = [
                try aws.client(),
                try aws.client(AWSSettings(roleARN: "arn:aws:iam::1:role/r")),
                try aws.client(
                    environment: container.merging([
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI": url,
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN": FakeAWS.token,
                    ]) { $1 }
                ),
            ]
            for client in clients {
                do {
                    _ = try await client.call(.ecs, "UpdateService", [:])
                } catch {
                    let text = Self.shown(error)
                    for secret in Self.secrets { #expect(!text.contains(secret), "\(text)") }
                }
            }
        }
    }
}
