import FoundationEssentials
import TestSupport
import Testing

@testable import AWS

@Suite("Asking for credentials")
struct CredentialFetchTests {
    private static let off = ["AWS_EC2_METADATA_DISABLED": "true"]
    private static let document = """
        {"Code":"Success","AccessKeyId":"TEMP","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-21T07:15:00Z"}
        """

    private static func temporaryFile(_ text: String) throws -> URL {
        let file = FileManager.default.temporaryDirectory.appending(path: "shipit-aws-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        return file
    }

    @Test("A role is assumed with its external id, and its keys sign the call")
    func assumedRole() async throws {
        let aws = try FakeAWS { request, _ in
            request.operation == "AssumeRole"
                ? FakeAWS.session("AssumeRole", id: "ROLE", expiration: "2026-11-21T02:15:00Z") : .json(200, "{}")
        }
        let client = try aws.client(
            AWSSettings(roleARN: "arn:aws:iam::1:role/deploy", externalID: "ext", sessionName: "ci")
        )
        _ = try await client.call(.ecs, "ListTasks", [:])
        _ = try await client.call(.ecs, "ListTasks", [:])
        #expect(aws.requests.map(\.accessKeyID) == ["AKIAFAKE", "ROLE", "ROLE"])
        let request = try #require(aws.requests.first)
        #expect(request.field("RoleArn") == "arn:aws:iam::1:role/deploy")
        #expect(request.field("ExternalId") == "ext")
        #expect(request.field("RoleSessionName") == "ci")
        #expect(request.headers["authorization"]?.contains("/eu-west-1/sts/aws4_request") == true)
    }

    @Test("A refused role says which, and why")
    func refusedRole() async throws {
        let aws = try FakeAWS([
            FakeAWS.xml(
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"
            )
        ])
        let client = try aws.client(AWSSettings(roleARN: "arn:aws:iam::1:role/deploy"))
        let error = await #expect(throws: CredentialError.self) { try await client.call(.ecs, "ListTasks", [:]) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("cannot assume the role arn:aws:iam::1:role/deploy"))
        #expect(text.contains("allow sts:AssumeRole"))
    }

    @Test("A web identity's token is read anew for each refresh, and its call is not signed")
    func webIdentity() async throws {
        let file = try Self.temporaryFile("token-1")
        defer { try? FileManager.default.removeItem(at: file) }
        let aws = try FakeAWS { request, number in
            request.operation == "AssumeRoleWithWebIdentity"
                ? FakeAWS.session(
                    request.operation,
                    id: "WEB\(number)",
                    expiration: number == 0 ? "2026-11-21T02:15:00Z" : "2026-11-21T03:15:00Z"
                )
                : .json(200, "{}")
        }
        let variables = ["AWS_WEB_IDENTITY_TOKEN_FILE": file.path, "AWS_ROLE_ARN": "arn:aws:iam::1:role/w"]
        let client = try aws.client(environment: Self.off.merging(variables) { $1 })
        _ = try await client.call(.ecs, "ListTasks", [:])
        try Data("token-2".utf8).write(to: file)
        aws.advance(3000)
        _ = try await client.call(.ecs, "ListTasks", [:])
        #expect(aws.requests.compactMap { $0.field("WebIdentityToken") } == ["token-1", "token-2"])
        #expect(aws.requests.map(\.accessKeyID) == [nil, "WEB0", nil, "WEB2"])
    }

    @Test("GitHub's identity is asked for with its bearer, and assumes the role")
    func gitHub() async throws {
        let aws = try FakeAWS { request, _ in
            switch request.operation {
            case "AssumeRoleWithWebIdentity":
                FakeAWS.session(request.operation, id: "GH", expiration: "2026-11-21T02:15:00Z")
            case "ListTasks": .json(200, "{}")
            default: .json(200, #"{"value":"jwt"}"#)
            }
        }
        let variables = [
            "ACTIONS_ID_TOKEN_REQUEST_URL": aws.server.url.absoluteString + "/id?api-version=1",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "bearer-1",
        ]
        let environment = variables.merging(["AWS_EC2_METADATA_DISABLED": "false"]) { $1 }
        let client = try aws.client(AWSSettings(roleARN: "arn:aws:iam::1:role/w"), environment: environment)
        _ = try await client.call(.ecs, "ListTasks", [:])
        let asked = try #require(aws.requests.first)
        #expect(asked.query == "api-version=1&audience=sts.amazonaws.com")
        #expect(asked.headers["authorization"] == "bearer bearer-1")
        #expect(aws.requests.compactMap { $0.field("WebIdentityToken") } == ["jwt"])
    }

    @Test("A container's endpoint gets the token of its file, and is asked again after a failure")
    func container() async throws {
        let file = try Self.temporaryFile("file-token")
        defer { try? FileManager.default.removeItem(at: file) }
        let aws = try FakeAWS { request, number in
            if request.path != "/creds" { return .json(200, "{}") }
            return number == 0 ? .text(500, "") : .json(200, Self.document)
        }
        let variables = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": aws.server.url.appending(path: "creds").absoluteString,
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file.path, "AWS_CONTAINER_AUTHORIZATION_TOKEN": "other",
        ]
        let client = try aws.client(environment: Self.off.merging(variables) { $1 })
        _ = try await client.call(.ecs, "ListTasks", [:])
        #expect(aws.requests.map { $0.headers["authorization"] == "file-token" } == [true, true, false])
        #expect(aws.requests.last?.accessKeyID == "TEMP")
        #expect(aws.sleeps == [.seconds(1)])
    }

    @Test("A source that fails for the moment says so, after three attempts")
    func temporary() async throws {
        let aws = try FakeAWS([.text(503, "")])
        let variables = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": aws.server.url.absoluteString]
        let client = try aws.client(environment: Self.off.merging(variables) { $1 })
        let error = await #expect(throws: CredentialError.self) { try await client.call(.ecs, "ListTasks", [:]) }
        #expect(error?.isTemporary == true)
        #expect(aws.requests.count == 3)
    }

    @Test("A container's token with a line break is refused before it is sent")
    func smuggling() async throws {
        let aws = try FakeAWS([.json(200, Self.document)])
        let variables = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": aws.server.url.absoluteString,
            "AWS_CONTAINER_AUTHORIZATION_TOKEN": "a\r\nX-Evil: 1",
        ]
        let client = try aws.client(environment: Self.off.merging(variables) { $1 })
        await #expect(throws: CredentialError.self) { try await client.call(.ecs, "ListTasks", [:]) }
        #expect(aws.requests.isEmpty)
    }

    @Test("An instance is asked by version 2 of its metadata service")
    func instance() async throws {
        let aws = try FakeAWS { request, _ in
            switch request.path {
            case "/latest/api/token": .text(200, "session")
            case "/latest/meta-data/iam/security-credentials/": .text(200, "role-name\n")
            case "/latest/meta-data/iam/security-credentials/role-name": .json(200, Self.document)
            default: .json(200, "{}")
            }
        }
        let client = try aws.client(
            environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": aws.server.url.absoluteString])
        _ = try await client.call(.ecs, "ListTasks", [:])
        #expect(aws.requests.map(\.method) == ["PUT", "GET", "GET", "POST"])
        #expect(aws.requests[0].headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(aws.requests[1...2].allSatisfy { $0.headers["x-aws-ec2-metadata-token"] == "session" })
        #expect(aws.requests[3].accessKeyID == "TEMP")
    }

    @Test("Where no instance answers, the error says where credentials were looked for")
    func nothing() async throws {
        let aws = try FakeAWS([.close])
        aws.server.stop()
        let client = try aws.client(
            environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": aws.server.url.absoluteString])
        let error = await #expect(throws: CredentialError.self) { try await client.call(.ecs, "ListTasks", [:]) }
        let text = error.map { "\($0)" } ?? ""
        #expect(text.contains("environment") && text.contains("profile 'default'") && text.contains("metadata"))
    }

    @Test("Keys of the environment past their time are an error that says so")
    func pastTime() async throws {
        let aws = try FakeAWS([.json(200, "{}")])
        let expired = ["AWS_CREDENTIAL_EXPIRATION": "2026-11-21T01:14:59Z"]
        let client = try aws.client(environment: FakeAWS.keys.merging(expired) { $1 })
        let error = await #expect(throws: CredentialError.self) { try await client.call(.ecs, "ListTasks", [:]) }
        #expect(error.map { "\($0)" }?.contains("have expired") == true)
        #expect(aws.requests.isEmpty)
    }
}
