import FoundationEssentials
import HTTP

extension AWSError {
    /// What an answer other than 2xx means.
    init(_ reply: Reply, to service: AWSService, _ operation: String) {
        let parsed: Parts? =
            switch service.wireFormat {
            case .json: Self.json(reply)
            case .query: Self.xml(reply.body) ?? Self.json(reply)
            }
        let parts = parsed ?? Self.unreadable(reply)
        let retryAfter = reply.headers["x-amz-retry-after"].flatMap { Int64($0) }.flatMap { $0 >= 0 ? $0 : nil }
        self.init(
            service: service,
            operation: operation,
            code: parts.code,
            message: parts.message,
            status: reply.status,
            requestID: parts.requestID ?? reply.requestID,
            retryAfter: retryAfter.map { .milliseconds($0) },
            date: reply.headers["date"].flatMap { CivilTime.date(http: $0) }
        )
    }

    /// An answer 2xx whose body cannot be read.
    init(unreadable reply: Reply, to service: AWSService, _ operation: String) {
        let parts = Self.unreadable(reply)
        self.init(
            service: service,
            operation: operation,
            code: parts.code,
            message: parts.message,
            status: reply.status,
            requestID: reply.requestID
        )
    }

    private struct Parts {
        var code: String
        var message: String
        var requestID: String?
    }

    /// `__type` up to its `#`, or `x-amzn-errortype` up to its colon (AWS JSON 1.1, "Operation error serialization").
    private static func json(_ reply: Reply) -> Parts? {
        let body = try? JSON(parsing: reply.body)
        let named = reply.headers["x-amzn-errortype"] ?? body?["__type"]?.string ?? body?["code"]?.string
        guard let named, let code = named.split(separator: "#").last?.split(separator: ":").first else { return nil }
        let message = body?["message"]?.string ?? body?["Message"]?.string ?? ""
        return Parts(code: String(code), message: message)
    }

    /// The query protocol's `ErrorResponse/Error`, EC2's `Response/Errors/Error`.
    private static func xml(_ body: [UInt8]) -> Parts? {
        guard let root = try? XMLElement(parsing: body) else { return nil }
        let error = root["Error"] ?? root["Errors"]?["Error"]
        guard let code = error?.text("Code") else { return nil }
        return Parts(
            code: code,
            message: error?.text("Message") ?? "",
            requestID: root.text("RequestId") ?? root.text("RequestID")
        )
    }

    private static func unreadable(_ reply: Reply) -> Parts {
        let type = reply.headers["content-type"]?.lowercased() ?? ""
        // Only pages and plain texts are quoted: what else came here may be an answer with secrets.
        let isPage = type.hasPrefix("text/html") || type.hasPrefix("text/plain")
        let excerpt = isPage ? Self.excerpt(reply.body) : ""
        let said =
            reply.body.isEmpty
            ? "without a body"
            : "with something that is not AWS's\(type.isEmpty ? "" : " (\(type))")\(excerpt.isEmpty ? "" : ": " + excerpt)"
        return Parts(
            code: Self.unexpectedAnswer,
            message: "answered with status \(reply.status) \(said); is a proxy in between, or the endpoint wrong?"
        )
    }

    /// The visible words of a body, without markup, at most 200 characters.
    private static func excerpt(_ body: [UInt8]) -> String {
        var isInTag = false
        var words = ""
        for character in String(decoding: body.prefix(4096), as: UTF8.self) {
            switch character {
            case "<": isInTag = true
            case ">" where isInTag:
                isInTag = false
                words.append(" ")
            default: if !isInTag { words.append(character) }
            }
        }
        let text = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.count > 200 ? text.prefix(200) + "…" : text
    }
}

extension AWSError {
    /// A well-formed answer without what it always has.
    init(lacking member: String, from service: AWSService, _ operation: String) {
        self.init(
            service: service,
            operation: operation,
            code: Self.unexpectedAnswer,
            message: "the answer has no \(member)",
            status: 200
        )
    }
}
