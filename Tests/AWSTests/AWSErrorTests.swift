import FoundationEssentials
import HTTP
import TestSupport
import Testing

@testable import AWS

@Suite("AWS's errors")
struct AWSErrorTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        var service = AWSService.ecs
        var status = 400
        var headers: HTTPHeaders = [:]
        let body: String
        let code: String
        let message: String
        var requestID: String?

        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "JSON with a namespace",
            headers: ["x-amzn-RequestId": "r"],
            body: #"{"__type":"com.amazonaws.ecs#ServiceNotFoundException","message":"no"}"#,
            code: "ServiceNotFoundException",
            message: "no",
            requestID: "r"
        ),
        Case(
            name: "JSON with a header",
            headers: ["X-Amzn-ErrorType": "AccessDeniedException:http://internal/"],
            body: #"{"Message":"denied"}"#,
            code: "AccessDeniedException",
            message: "denied"
        ),
        Case(name: "JSON without a message", body: #"{"__type":"Odd"}"#, code: "Odd", message: ""),
        Case(
            name: "query",
            service: .sts,
            status: 403,
            body: """
                <ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
                <Code>ExpiredToken</Code><Message>The token &amp; co</Message></Error><RequestId>q</RequestId>
                </ErrorResponse>
                """,
            code: "ExpiredToken",
            message: "The token & co",
            requestID: "q"
        ),
        Case(
            name: "EC2",
            service: .ec2,
            status: 403,
            body: """
                <?xml version="1.0" encoding="UTF-8"?>
                <Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors>
                <RequestID>e</RequestID></Response>
                """,
            code: "UnauthorizedOperation",
            message: "no",
            requestID: "e"
        ),
        Case(
            name: "a proxy's page",
            status: 502,
            headers: ["Content-Type": "text/html"],
            body: "<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>",
            code: AWSError.unexpectedAnswer,
            message: "answered with status 502 with something that is not AWS's (text/html): 502 Bad Gateway nginx;"
                + " is a proxy in between, or the endpoint wrong?"
        ),
        Case(
            name: "nothing",
            status: 404,
            body: "",
            code: AWSError.unexpectedAnswer,
            message: "answered with status 404 without a body; is a proxy in between, or the"
                + " endpoint wrong?"
        ),
    ]

    @Test("Codes, messages and request ids are found, whatever the protocol", arguments: cases)
    func parsing(_ one: Case) {
        let reply = Reply(status: one.status, headers: one.headers, body: Array(one.body.utf8))
        let error = AWSError(reply, to: one.service, "Operation")
        #expect(error.code == one.code)
        #expect(error.message == one.message)
        #expect(error.requestID == one.requestID)
        #expect(error.status == one.status)
    }

    private static func error(_ code: String, _ message: String = "", status: Int = 400) -> AWSError {
        AWSError(
            service: .ecs,
            operation: "UpdateService",
            code: code,
            message: message,
            status: status,
            requestID: "r-1"
        )
    }

    @Test("What an error means follows from its code")
    func kinds() {
        #expect(Self.error("ThrottlingException").isThrottling)
        #expect(Self.error("Unknown", status: 429).isThrottling)
        #expect(Self.error("ThrottlingException").isTemporary)
        #expect(Self.error("ServerException", status: 500).isTemporary)
        #expect(!Self.error("ClientException").isTemporary)
        #expect(Self.error("ExpiredTokenException").isExpiredCredentials)
        #expect(Self.error("ServiceNotFoundException").isNotFound)
        #expect(Self.error("ClusterNotFoundException").isNotFound)
        #expect(Self.error("NoSuchEntity").isNotFound)
        #expect(Self.error("InvalidGroup.NotFound").isNotFound)
        #expect(!Self.error("ClientException").isNotFound)
        #expect(Self.error("UnrecognizedClientException").isRejectedCredentials)
        #expect(Self.error("ServerException", status: 500).mayHaveTakenEffect)
        #expect(!Self.error("ClientException").mayHaveTakenEffect)
        #expect(!Self.error("Throttling", status: 503).mayHaveTakenEffect)
    }

    @Test("A denial says which action to allow, on what, and for whom")
    func denial() {
        let error = Self.error(
            "AccessDeniedException",
            "User: arn:aws:iam::1:user/ci is not authorized to perform: iam:PassRole on resource:"
                + " arn:aws:iam::1:role/task because no identity-based policy allows the iam:PassRole action"
        )
        #expect(error.isAccessDenied)
        #expect(error.deniedAction == "iam:PassRole")
        #expect(error.deniedResource == "arn:aws:iam::1:role/task")
        #expect(error.hint == "allow iam:PassRole on arn:aws:iam::1:role/task for arn:aws:iam::1:user/ci")
        #expect(Self.error("AccessDeniedException", "no").hint == "allow ecs:UpdateService")
    }

    @Test("The wording holds operation, code, message, request and what to do")
    func wording() {
        #expect(
            "\(Self.error("ClientException", "Invalid revision"))"
                == "ECS UpdateService: ClientException: Invalid revision (request r-1)"
        )
        #expect(
            "\(Self.error("AccessDenied"))" == "ECS UpdateService: AccessDenied (request r-1); allow ecs:UpdateService"
        )
    }

    @Test("A successful answer that is not AWS's is an error")
    func strangeSuccess() async throws {
        let aws = try FakeAWS([.text(200, "<html>Log in</html>", headers: [("Content-Type", "text/html")])])
        let client = try aws.client()
        let error = await #expect(throws: AWSError.self) { try await client.call(.ecs, "DescribeServices", [:]) }
        #expect(error?.code == AWSError.unexpectedAnswer)
        #expect(error?.message.contains("Log in") == true)
        let other = await #expect(throws: AWSError.self) { try await client.query(.sts, "GetCallerIdentity", []) }
        #expect(other?.code == AWSError.unexpectedAnswer)
    }
}
