import FoundationEssentials

/// The body of an answer that refuses a request.
enum EngineMessage {
    private struct Body: Decodable {
        let message: String
    }

    /// The message, whether it comes as `{"message":…}` or as plain text; at most 2000 characters.
    static func text(_ bytes: [UInt8]) -> String {
        let text = (try? JSONDecoder().decode(Body.self, from: Data(bytes)))?.message
        let message = text ?? String(decoding: bytes.prefix(8000), as: UTF8.self)
        let lines = message.split(whereSeparator: \.isNewline).map { PlainText.strip(String($0)) }
        return String(lines.joined(separator: "\n").prefix(2000))
    }
}
