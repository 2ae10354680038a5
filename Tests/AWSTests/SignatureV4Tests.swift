import FoundationEssentials
import Testing

@testable import AWS

@Suite("Signature Version 4")
struct SignatureV4Tests {
    /// The key of AWS's published test suite.
    private static let credentials = Credentials(
        accessKeyID: "AKIDEXAMPLE",
        secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
    )

    struct Vector: CustomTestStringConvertible, Sendable {
        let name: String
        let input: SignatureV4.Input
        var service = "service"
        let signature: String

        var testDescription: String { name }
    }

    private static func input(
        _ method: String,
        query: String = "",
        headers: [(name: String, value: String)] = [],
        body: String = ""
    ) -> SignatureV4.Input {
        SignatureV4.Input(
            method: method,
            host: "example.amazonaws.com",
            query: query,
            headers: headers,
            body: Array(body.utf8)
        )
    }

    static let vectors = [
        Vector(
            name: "get-vanilla",
            input: input("GET"),
            signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"
        ),
        Vector(
            name: "post-vanilla",
            input: input("POST"),
            signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
        ),
        Vector(
            name: "get-vanilla-query-order-key-case",
            input: input("GET", query: "Param2=value2&Param1=value1"),
            signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"
        ),
        Vector(
            name: "post-x-www-form-urlencoded",
            input: input(
                "POST",
                headers: [("Content-Type", "application/x-www-form-urlencoded")],
                body: "Param1=value1"
            ),
            signature: "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"
        ),
        Vector(
            name: "iam-list-users, from AWS's guide",
            input: SignatureV4.Input(
                method: "GET",
                host: "iam.amazonaws.com",
                query: "Action=ListUsers&Version=2010-05-08",
                headers: [("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")]
            ),
            service: "iam",
            signature: "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7"
        ),
    ]

    @Test("AWS's published requests get AWS's published signatures", arguments: vectors)
    func published(_ vector: Vector) throws {
        let date = try #require(CivilTime.date(iso8601: "2015-08-30T12:36:00Z"))
        let signature = SignatureV4(region: "us-east-1", service: vector.service)
        let signed = signature.sign(vector.input, with: Self.credentials, at: date)
        #expect(signed.signature == vector.signature, "\(signed.canonicalRequest)")
    }

    @Test("Token, target and host are signed; what proxies change is not")
    func signedHeaders() throws {
        let input = SignatureV4.Input(
            method: "POST",
            host: "127.0.0.1:4566",
            headers: [
                ("X-Amz-Target", "A.B"), ("Content-Type", "application/x-amz-json-1.1"), ("User-Agent", "shipit"),
                ("Expect", ""), ("X-Amzn-Trace-Id", "1"),
            ]
        )
        let credentials = Credentials(accessKeyID: "A", secretAccessKey: "B", sessionToken: "to+k/en=")
        let signed = SignatureV4(region: "eu-west-1", service: "ecs")
            .sign(input, with: credentials, at: Date(timeIntervalSince1970: 0))
        let authorization = try #require(signed.headers.first { $0.name == "Authorization" }?.value)
        #expect(
            authorization.contains(
                "SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, "
            )
        )
        #expect(signed.canonicalRequest.contains("\nhost:127.0.0.1:4566\n"))
        #expect(signed.headers.first { $0.name == "X-Amz-Security-Token" }?.value == "to+k/en=")
    }
}
