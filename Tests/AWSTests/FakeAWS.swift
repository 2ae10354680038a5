import FoundationEssentials
import HTTP
import Synchronization
import TestSupport

@testable import AWS

/// AWS as a test scripts it: answers in order, the last one for ever; and a clock that stands still.
final class FakeAWS: Sendable {
    static let secret = "very+secret/key=0123456789"
    static let token = "very+secret/token=0123456789"

    let server: LoopbackServer
    private let time: Mutex<Date>
    private let waits = Mutex<[Duration]>([])

    /// - Parameter now: The client's clock, seconds since 1970.
    init(
        now: Double = 1_795_223_700,
        _ handler: @escaping @Sendable (LoopbackServer.Request, Int) -> LoopbackServer.Answer
    ) throws {
        let count = Mutex(0)
        time = Mutex(Date(timeIntervalSince1970: now))
        server = try LoopbackServer { request in
            let number = count.withLock { count in
                defer { count += 1 }
                return count
            }
            return handler(request, number)
        }
    }

    convenience init(now: Double = 1_795_223_700, _ answers: [LoopbackServer.Answer]) throws {
        try self.init(now: now) { _, number in answers[min(number, answers.count - 1)] }
    }

    var requests: [LoopbackServer.Request] { server.requests }

    /// What the client waited between attempts.
    var sleeps: [Duration] { waits.withLock { $0 } }

    func advance(_ seconds: Double) {
        time.withLock { $0 += seconds }
    }

    var timing: Timing {
        Timing(
            now: { [self] in time.withLock { $0 } },
            random: { 0.5 },
            sleep: { [self] duration in
                try Task.checkCancellation()
                waits.withLock { $0.append(duration) }
            }
        )
    }

    /// A client whose requests all come here.
    func client(
        _ settings: AWSSettings = AWSSettings(),
        environment: [String: String] = FakeAWS.keys
    ) throws -> AWSClient {
        var settings = settings
        settings.region = settings.region ?? "eu-west-1"
        settings.endpoint = settings.endpoint ?? server.url.absoluteString
        var environment = environment
        for variable in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] where environment[variable] == nil {
            environment[variable] = "/nonexistent"
        }
        return try AWSClient.make(settings, environment: environment, http: HTTPClient(), timing: timing)
    }

    static let keys = [
        "AWS_ACCESS_KEY_ID": "AKIAFAKE", "AWS_SECRET_ACCESS_KEY": secret, "AWS_SESSION_TOKEN": token,
        "AWS_EC2_METADATA_DISABLED": "true",
    ]

    static func xml(_ status: Int, _ text: String) -> LoopbackServer.Answer {
        .text(status, text, headers: [("Content-Type", "text/xml")])
    }

    /// An error as JSON services write it.
    static func error(_ status: Int, _ code: String, _ message: String = "", headers: [(String, String)] = [])
        -> LoopbackServer.Answer
    {
        let body: JSON = ["__type": .string("com.amazonaws.x#\(code)"), "message": .string(message)]
        return .response(
            status: status,
            headers: [("x-amzn-requestid", "request-1")] + headers,
            body: body.serialized()
        )
    }

    /// STS's answer with new keys.
    static func session(_ action: String, id: String, expiration: String) -> LoopbackServer.Answer {
        xml(
            200,
            """
            <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(action)Result><Credentials>
            <AccessKeyId>\(id)</AccessKeyId><SecretAccessKey>\(secret)</SecretAccessKey>
            <SessionToken>\(token)</SessionToken><Expiration>\(expiration)</Expiration>
            </Credentials></\(action)Result></\(action)Response>
            """
        )
    }
}

extension LoopbackServer.Request {
    /// The operation of a JSON or a query request.
    var operation: String {
        headers["x-amz-target"].map { String($0.split(separator: ".").last ?? "") } ?? field("Action") ?? ""
    }

    /// A form field of the body, decoded.
    func field(_ name: String) -> String? {
        URLComponents(string: "?" + text)?.queryItems?.first { $0.name == name }?.value
    }

    /// The access key that signed the request.
    var accessKeyID: String? {
        headers["authorization"]?.split(separator: "=").dropFirst().first?.split(separator: "/").first
            .map { String($0) }
    }
}
