import FoundationEssentials
import HTTP
import TestSupport
import Testing

@testable import AWS

@Suite("Calling AWS")
struct AWSClientTests {
    @Test("A call names its operation, is signed, and its answer comes back whole")
    func call() async throws {
        let aws = try FakeAWS([.json(200, #"{"services":[{"serviceName":"a","unknown":{"x":1.5}}]}"#)])
        let answer = try await aws.client().call(.ecs, "DescribeServices", ["services": ["a"]])
        #expect(answer["services"]?.array?.first?["unknown"]?["x"]?.number == 1.5)
        let request = try #require(aws.requests.first)
        #expect(request.headers["x-amz-target"] == "AmazonEC2ContainerServiceV20141113.DescribeServices")
        #expect(request.headers["content-type"] == "application/x-amz-json-1.1")
        #expect(request.headers["x-amz-security-token"] == FakeAWS.token)
        #expect(request.headers["host"] == "127.0.0.1:\(aws.server.port)")
        #expect(request.text == #"{"services":["a"]}"#)
        let signed = SignatureV4(region: "eu-west-1", service: "ecs").sign(
            SignatureV4.Input(
                method: "POST",
                host: "127.0.0.1:\(aws.server.port)",
                headers: ["content-type", "x-amz-target"].map { ($0, request.headers[$0] ?? "") },
                body: request.body
            ),
            with: Credentials(accessKeyID: "AKIAFAKE", secretAccessKey: FakeAWS.secret, sessionToken: FakeAWS.token),
            at: aws.timing.now()
        )
        #expect(request.headers["authorization"] == signed.headers.first { $0.name == "Authorization" }?.value)
    }

    @Test("A query sends form fields and returns the answer's elements")
    func query() async throws {
        let aws = try FakeAWS([FakeAWS.xml(200, "<DescribeXResponse><A>1</A></DescribeXResponse>")])
        let answer = try await aws.client().query(.elasticLoadBalancing, "DescribeX", [("Names.member.1", "a b+ä")])
        #expect(answer.text("A") == "1")
        #expect(aws.requests.first?.text == "Action=DescribeX&Version=2015-12-01&Names.member.1=a%20b%2B%C3%A4")
    }

    @Test("An empty answer is an empty object")
    func empty() async throws {
        let aws = try FakeAWS([.text(200, "")])
        #expect(try await aws.client().call(.ecs, "TagResource", [:]) == [:])
    }

    @Test("Throttling and failures inside of AWS are repeated, with growing pauses")
    func retries() async throws {
        let aws = try FakeAWS([
            FakeAWS.error(400, "ThrottlingException", "Rate exceeded"), .text(503, "<html>"), .json(200, "{}"),
        ])
        _ = try await aws.client().call(.ecs, "DescribeServices", [:])
        #expect(aws.requests.count == 3)
        #expect(aws.sleeps == [.milliseconds(500), .milliseconds(50)])
    }

    @Test("AWS_MAX_ATTEMPTS ends the repeating, and the last error is thrown")
    func attempts() async throws {
        let aws = try FakeAWS([FakeAWS.error(400, "ThrottlingException", "Rate exceeded")])
        let environment = FakeAWS.keys.merging(["AWS_MAX_ATTEMPTS": "2"]) { $1 }
        let client = try aws.client(environment: environment)
        let error = await #expect(throws: AWSError.self) { try await client.call(.ecs, "ListTasks", [:]) }
        #expect(error?.isThrottling == true)
        #expect(aws.requests.count == 2)
    }

    struct Lost: CustomTestStringConvertible, Sendable {
        let name: String
        let answer: LoopbackServer.Answer

        var testDescription: String { name }
    }

    static let lost = [
        Lost(name: "closed", answer: .close), Lost(name: "reset", answer: .reset),
        Lost(name: "cut", answer: .cut(status: 200, body: Array("{".utf8), announced: 10)),
        Lost(name: "500", answer: FakeAWS.error(500, "ServerException")), Lost(name: "502", answer: .text(502, "x")),
    ]

    @Test("A lost answer is asked for again when the call is a read", arguments: lost)
    func lostRead(_ lost: Lost) async throws {
        let aws = try FakeAWS([lost.answer, .json(200, "{}")])
        _ = try await aws.client().call(.ecs, "DescribeServices", [:])
        #expect(aws.requests.count == 2)
    }

    @Test("A lost answer of what must not happen twice is left to the caller", arguments: lost)
    func lostWrite(_ lost: Lost) async throws {
        let aws = try FakeAWS([lost.answer, .json(200, "{}")])
        let client = try aws.client()
        let error = await #expect(throws: (any Error).self) { try await client.call(.ecs, "UpdateService", [:]) }
        #expect(aws.requests.count == 1)
        #expect(error.map { AWSClient.mayHaveTakenEffect($0) } == true)
    }

    @Test(
        "On a connection used before, too",
        arguments: [LoopbackServer.Answer.close, .reset].map { Lost(name: "\($0)", answer: $0) }
    )
    func lostWriteOnOldConnection(_ lost: Lost) async throws {
        let aws = try FakeAWS([.json(200, "{}"), lost.answer, .json(200, "{}")])
        let client = try aws.client()
        _ = try await client.call(.ecs, "DescribeServices", [:])
        await #expect(throws: HTTPError.self) { try await client.call(.ecs, "UpdateService", [:]) }
        #expect(aws.requests.map(\.operation) == ["DescribeServices", "UpdateService"])
    }

    @Test("The caller can say that a call may be repeated")
    func repeatable() async throws {
        let aws = try FakeAWS([.close, .json(200, "{}")])
        _ = try await aws.client().call(.ecs, "CreateService", ["clientToken": "x"], idempotency: .repeatable)
        #expect(aws.requests.count == 2)
    }

    @Test("What AWS refused had no effect, and throttled writes are sent again")
    func refused() async throws {
        let aws = try FakeAWS([FakeAWS.error(400, "ThrottlingException"), FakeAWS.error(400, "ClientException", "no")])
        let client = try aws.client()
        let error = await #expect(throws: AWSError.self) { try await client.call(.ecs, "UpdateService", [:]) }
        #expect(aws.requests.count == 2)
        #expect(error.map { AWSClient.mayHaveTakenEffect($0) } == false)
    }

    @Test("Nobody listening is repeated even for writes, and had no effect")
    func unreachable() async throws {
        let aws = try FakeAWS([.close])
        aws.server.stop()
        let client = try aws.client()
        let error = await #expect(throws: HTTPError.self) { try await client.call(.ecs, "UpdateService", [:]) }
        #expect(aws.sleeps.count == 2)
        #expect(error.map { AWSClient.mayHaveTakenEffect($0) } == false)
    }

    @Test("A wrong clock is corrected from AWS's answer, once, for all later calls")
    func clock() async throws {
        let aws = try FakeAWS { request, _ in
            request.headers["x-amz-date"] == "20261121T011500Z"
                ? FakeAWS.error(
                    403,
                    "InvalidSignatureException",
                    "Signature expired",
                    headers: [("Date", "Sat, 21 Nov 2026 02:15:00 GMT")]
                )
                : .json(200, "{}")
        }
        let client = try aws.client()
        _ = try await client.call(.ecs, "DescribeServices", [:])
        _ = try await client.call(.ecs, "UpdateService", [:])
        #expect(
            aws.requests.map { $0.headers["x-amz-date"] } == [
                "20261121T011500Z", "20261121T021500Z", "20261121T021500Z",
            ]
        )
    }

    @Test("A refused signature with the same clock is an error at once")
    func wrongSecret() async throws {
        let aws = try FakeAWS([
            FakeAWS.error(
                403,
                "InvalidSignatureException",
                "does not match",
                headers: [("Date", "Sat, 21 Nov 2026 01:16:00 GMT")]
            )
        ])
        let client = try aws.client()
        let error = await #expect(throws: AWSError.self) { try await client.call(.ecs, "DescribeServices", [:]) }
        #expect(aws.requests.count == 1)
        #expect(error?.isRejectedCredentials == true)
    }

    @Test("Keys that have expired in the file are read again, once")
    func expired() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "shipit-aws-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "credentials")
        @Sendable func write(_ id: String) {
            try? Data("[default]\naws_access_key_id = \(id)\naws_secret_access_key = s\n".utf8).write(to: file)
        }
        write("OLD")
        let aws = try FakeAWS { request, number in
            if request.accessKeyID == "NEW" { return .json(200, "{}") }
            if number == 0 { write("NEW") }
            return FakeAWS.error(400, "ExpiredTokenException", "The security token included in the request is expired")
        }
        let environment = ["AWS_SHARED_CREDENTIALS_FILE": file.path, "AWS_EC2_METADATA_DISABLED": "true"]
        let client = try aws.client(environment: environment)
        _ = try await client.call(.ecs, "UpdateService", [:])
        #expect(aws.requests.map(\.accessKeyID) == ["OLD", "NEW"])
    }

    @Test("Expired keys that nobody renewed are an error that says how")
    func stillExpired() async throws {
        let aws = try FakeAWS([FakeAWS.error(400, "ExpiredTokenException", "expired")])
        let client = try aws.client()
        let error = await #expect(throws: AWSError.self) { try await client.call(.ecs, "ListTasks", [:]) }
        #expect(aws.requests.count == 1)
        #expect(error?.description.contains("aws sso login") == true)
    }

    @Test("Cancelling a call ends it while AWS is silent")
    func cancellation() async throws {
        let aws = try FakeAWS([.stall])
        let client = try aws.client()
        let task = Task { try await client.call(.ecs, "DescribeServices", [:]) }
        while aws.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("Pages are followed to the end, and a token that repeats does not go on for ever")
    func pages() async throws {
        let aws = try FakeAWS([
            .json(200, #"{"a":[1,2],"nextToken":"x"}"#), .json(200, #"{"a":[3],"nextToken":"y"}"#),
            .json(200, #"{"a":[4],"nextToken":"y"}"#),
        ])
        let all = try await aws.client().pages(.ecs, "ListTasks", [:], of: "a")
        #expect(all == [1, 2, 3, 4])
        let few = try await aws.client().pages(.ecs, "ListTasks", [:], of: "a", limit: 1)
        #expect(few == [4])
    }
}
