import FoundationEssentials
import Testing

@testable import AWS

@Suite("Signatures against botocore", .enabled(if: Python.executable != nil))
struct SignatureDifferentialTests {
    private struct Case: Codable {
        var method: String
        var host: String
        var path: String
        var query: String
        var headers: [[String]]
        var body: Data
        var id: String
        var secret: String
        var token: String?
        var service: String
        var region: String
        var time: Int
    }

    /// A fixed sequence, so that a failure can be seen again (SplitMix64).
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func pick<Element>(_ choices: [Element]) -> Element {
            choices[Int.random(in: 0..<choices.count, using: &self)]
        }

        mutating func text(_ alphabet: String, _ length: Int) -> String {
            let characters = Array(alphabet)
            return String((0..<length).map { _ in pick(characters) })
        }
    }

    private static let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

    private static func randomCase(_ dice: inout Dice) -> Case {
        let services = AWSService.allCases.map(\.signingName)
        let bodies: [Data] = [
            Data(), Data(#"{"cluster":"c","services":["ä€😀"]}"#.utf8), Data("Action=X&Version=1&N=%2B".utf8),
            Data((0..<300).map { UInt8(truncatingIfNeeded: $0 &* 37) }),
            Data(repeating: UInt8(ascii: "z"), count: 20_000),
        ]
        var headers = [["Content-Type", dice.pick(["application/x-amz-json-1.1", "text/plain;  charset=utf-8 "])]]
        if Bool.random(using: &dice) {
            headers.append(["X-Amz-Target", "\(dice.text(alphabet, 12))_V1.\(dice.text(alphabet, 8))"])
        }
        if Bool.random(using: &dice) { headers.append(["x-amz-meta", " a   b\tc "]) }
        if Bool.random(using: &dice) { headers.append(["X-Amz-Meta-A", "ü, z"]) }
        headers.shuffle(using: &dice)
        let tokenLength = dice.pick([0, 0, 1, 40, 700, 1500])
        return Case(
            method: dice.pick(["POST", "POST", "GET", "PUT"]),
            host: dice.pick([
                "ecs.eu-west-1.amazonaws.com", "127.0.0.1:4566", "localhost:80801", "example.com:8443",
            ]),
            path: dice.pick(["/", "/", "/a/b/", "/a%20b/%C3%A4", "/a:b/c*d~e", "/a/../b/./c", "//a//b", "/a%2Fb+c"]),
            query: dice.pick(["", "", "b=2&a=1", "a=%2B%2F&a=1&A=3", "flag&x=", "key=a%20b&Key=%C3%A4"]),
            headers: headers,
            body: dice.pick(bodies),
            id: "AKIA" + dice.text(alphabet, 16),
            secret: dice.text(alphabet + "+/", 40),
            token: tokenLength == 0 ? nil : dice.text(alphabet + "+/=", tokenLength),
            service: dice.pick(services),
            region: dice.pick(["eu-west-1", "us-gov-west-1", "cn-north-1", "ap-southeast-2"]),
            time: Int.random(in: 0..<4_000_000_000, using: &dice)
        )
    }

    /// Signs as botocore does, at a moment that is given.
    private static let script = """
        import base64, datetime, json, sys
        import botocore.auth
        from botocore.awsrequest import AWSRequest
        from botocore.credentials import Credentials

        results = []
        for case in json.load(open(sys.argv[1])):
            request = AWSRequest(case["method"], "http://" + case["host"] + case["path"]
                                 + ("?" + case["query"] if case["query"] else ""), data=base64.b64decode(case["body"]))
            for name, value in case["headers"]:
                request.headers[name] = value
            moment = datetime.datetime.fromtimestamp(case["time"], datetime.timezone.utc)
            botocore.auth.get_current_datetime = lambda moment=moment: moment.replace(tzinfo=None)
            credentials = Credentials(case["id"], case["secret"], case.get("token"))
            auth = botocore.auth.SigV4Auth(credentials, case["service"], case["region"])
            request.headers["Host"] = case["host"]
            auth.add_auth(request)
            assert request.headers["X-Amz-Date"] == moment.strftime("%Y%m%dT%H%M%SZ")
            results.append(request.headers["Authorization"])
        json.dump(results, open(sys.argv[2], "w"))
        """

    @Test("200 random requests get botocore's signature")
    func random() throws {
        var dice = Dice(state: 20_261_121)
        let cases = (0..<200).map { _ in Self.randomCase(&dice) }
        let input = String(decoding: try JSONEncoder().encode(cases), as: UTF8.self)
        let output = try Python.run(Self.script, input: input)
        let expected = try JSONDecoder().decode([String].self, from: Data(output))
        try #require(expected.count == cases.count)
        for (one, authorization) in zip(cases, expected) {
            let signed = SignatureV4(region: one.region, service: one.service).sign(
                SignatureV4.Input(
                    method: one.method,
                    host: one.host,
                    path: one.path,
                    query: one.query,
                    headers: one.headers.map { (name: $0[0], value: $0[1]) },
                    body: Array(one.body)
                ),
                with: Credentials(accessKeyID: one.id, secretAccessKey: one.secret, sessionToken: one.token),
                at: Date(timeIntervalSince1970: Double(one.time))
            )
            let own = signed.headers.first { $0.name == "Authorization" }?.value
            #expect(own == authorization, "\(one)\n\(signed.canonicalRequest)")
        }
    }
}
