import FoundationEssentials

/// The request and response that switch a connection's protocol (RFC 9110, section 7.8).
enum UpgradeHandshake {
    /// The most bytes a response's head may have.
    private static let headLimit = 64 << 10

    /// Sends the request and reads the response's head to its last byte.
    ///
    /// - Returns: What came after the head: the new protocol's first bytes.
    static func perform(
        _ request: HTTPRequest,
        on socket: RawSocket,
        signal: WakeupPipe,
        isClosed: () -> Bool
    ) throws -> [UInt8] {
        var outgoing = Array(head(of: request).utf8)[...]
        var answer: [UInt8] = []
        while true {
            guard !isClosed() else { throw CancellationError() }
            if !outgoing.isEmpty { outgoing = outgoing.dropFirst(try socket.send(outgoing)) }
            switch try socket.receive() {
            case .bytes(let bytes): answer += bytes
            case .nothingYet:
                signal.wait(for: socket, reading: true, writing: !outgoing.isEmpty)
                continue
            case .end: throw HTTPError(request, .connectionLost("closed during the upgrade"))
            }
            guard let end = endOfHead(answer) else {
                guard answer.count < headLimit else { throw HTTPError(request, .bodyTooLarge(limit: headLimit)) }
                continue
            }
            let lines = String(decoding: answer[..<end], as: UTF8.self).split(whereSeparator: \.isNewline)
            let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) } ?? 0
            guard status == 101 else {
                let message = String(decoding: answer[end...].prefix(1024), as: UTF8.self)
                throw HTTPError(request, .upgradeRefused(status: status, message: message))
            }
            return Array(answer[end...])
        }
    }

    private static func head(of request: HTTPRequest) -> String {
        var path = request.url.path(percentEncoded: true)
        if path.isEmpty { path = "/" }
        if let query = request.url.query(percentEncoded: true) { path += "?" + query }
        var text = "\(request.method.rawValue) \(path) HTTP/1.1\r\n"
        if request.headers["Host"] == nil {
            text += "Host: \(request.url.host(percentEncoded: true) ?? "localhost")\r\n"
        }
        for field in request.headers { text += "\(field.name): \(field.value)\r\n" }
        return text + "\r\n"
    }

    /// The index after the blank line that ends a head, once it has arrived.
    private static func endOfHead(_ bytes: [UInt8]) -> Int? {
        guard bytes.count >= 4 else { return nil }
        for index in 3..<bytes.count
        where bytes[index] == 10 && bytes[index - 1] == 13 && bytes[index - 2] == 10 && bytes[index - 3] == 13 {
            return index + 1
        }
        return nil
    }
}
