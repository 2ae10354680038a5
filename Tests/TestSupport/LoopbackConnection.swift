/// Reads requests from one connection of a `LoopbackServer`.
final class LoopbackConnection {
    let socket: LoopbackServer.Socket
    private let number: Int
    private var buffer: [UInt8] = []

    init(socket: LoopbackServer.Socket, number: Int) {
        self.socket = socket
        self.number = number
    }

    /// The next request with its body; nil when the peer has gone.
    func nextRequest(limit: (_ method: String, _ target: String) -> LoopbackServer.BodyLimit) -> LoopbackServer.Request?
    {
        guard let head = readHead() else { return nil }
        let lines = head.split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        guard words.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased()] = String(value)
        }
        let (method, target) = (String(words[0]), String(words[1]))
        let most: Int =
            switch limit(method, target) {
            case .whole: .max
            case .bytes(let count): count
            }
        let body =
            headers["transfer-encoding"]?.lowercased() == "chunked"
            ? readChunks(upTo: most) : read(min(most, headers["content-length"].flatMap { Int($0) } ?? 0))
        guard let body else { return nil }
        return LoopbackServer.Request(
            method: method,
            target: target,
            headers: headers,
            body: body,
            connection: number
        )
    }

    private func readHead() -> String? {
        readThrough("\r\n\r\n")
    }

    /// The text up to and with a mark.
    private func readThrough(_ mark: String) -> String? {
        let mark = Array(mark.utf8)
        var searched = 0
        while true {
            while searched + mark.count <= buffer.count {
                if buffer[searched..<(searched + mark.count)].elementsEqual(mark) {
                    let text = String(decoding: buffer[..<searched], as: UTF8.self)
                    buffer.removeFirst(searched + mark.count)
                    return text
                }
                searched += 1
            }
            guard fill() else { return nil }
        }
    }

    private func read(_ count: Int) -> [UInt8]? {
        while buffer.count < count { guard fill() else { return nil } }
        let bytes = Array(buffer[..<count])
        buffer.removeFirst(count)
        return bytes
    }

    private func readChunks(upTo limit: Int) -> [UInt8]? {
        var body: [UInt8] = []
        while body.count < limit {
            guard let line = readThrough("\r\n"), let size = Int(line.prefix { $0 != ";" }, radix: 16) else {
                return nil
            }
            guard size > 0 else {
                return readThrough("\r\n") == nil ? nil : body
            }
            guard let chunk = read(size), read(2) != nil else { return nil }
            body += chunk
        }
        return body
    }

    private func fill() -> Bool {
        let bytes = socket.read()
        buffer += bytes
        return !bytes.isEmpty
    }
}
