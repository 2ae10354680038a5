import FoundationEssentials

/// JSON documents that are addressed by the digest of their bytes.
enum Document {
    /// Reads a document; `name` is what an error calls it.
    static func decode<Value: Decodable>(
        _ type: Value.Type,
        from bytes: [UInt8],
        as name: String
    ) throws(ManifestError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw ManifestError.malformed(document: name, detail: explain(error))
        }
    }

    /// Writes a document, the same bytes for the same value every time.
    static func encode(_ value: some Encodable) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            preconditionFailure("documents hold nothing that JSON cannot")
        }
        return Array(data)
    }

    private static func explain(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is not JSON" }
        switch error {
        case .keyNotFound(let key, let context): return "\(path(context, key)) is missing"
        case .valueNotFound(_, let context): return "\(path(context)) is null"
        case .typeMismatch(_, let context): return "\(path(context)) is of another type than expected"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty ? "it is not JSON" : "\(path(context)): \(context.debugDescription)"
        @unknown default: return "it is not JSON"
        }
    }

    private static func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
        let keys = context.codingPath + [last].compactMap { $0 }
        let text = keys.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
        return text.isEmpty ? "it" : "'\(text.hasPrefix(".") ? String(text.dropFirst()) : text)'"
    }
}
