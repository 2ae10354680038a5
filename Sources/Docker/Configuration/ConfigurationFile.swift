import FoundationEssentials

/// The parts of docker's config.json that matter here (docker/cli, cli/config/configfile/file.go).
struct ConfigurationFile: Decodable {
    var auths: [String: RegistryLogins.Entry]?
    var credsStore: String?
    var credHelpers: [String: String]?
    var httpHeaders: [String: String]?
    var currentContext: String?

    private enum CodingKeys: String, CodingKey {
        case auths
        case credsStore
        case credHelpers
        case httpHeaders = "HttpHeaders"
        case currentContext
    }

    /// Reads a JSON file; nil where there is none.
    static func read<Content: Decodable>(
        _ path: String,
        as type: Content.Type
    ) throws(DockerConfigurationError) -> Content? {
        let content: Data
        do {
            content = try Data(contentsOf: URL(filePath: path))
        } catch {
            switch (error as? CocoaError)?.code {
            case .fileReadNoSuchFile, .fileNoSuchFile: return nil
            case .fileReadNoPermission: throw .unreadable(file: path, reason: "permission denied")
            default: throw .unreadable(file: path, reason: "not a file that can be read")
            }
        }
        // Docker itself takes an empty file for an empty configuration.
        if content.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) { return nil }
        return try decode(type, content, source: path)
    }

    /// Decodes JSON; `source` names it in errors.
    static func decode<Content: Decodable>(
        _ type: Content.Type,
        _ content: Data,
        source: String
    ) throws(DockerConfigurationError) -> Content {
        do {
            return try JSONDecoder().decode(type, from: content)
        } catch let error as DecodingError {
            throw .malformed(source: source, reason: reason(error))
        } catch {
            throw .malformed(source: source, reason: "not JSON")
        }
    }

    /// Which member is wrong and how; never the value, which may be a secret.
    private static func reason(_ error: DecodingError) -> String {
        switch error {
        case .typeMismatch(let type, let context): place(context) + "not \(noun(type))"
        case .valueNotFound(let type, let context): place(context) + "null, not \(noun(type))"
        case .keyNotFound(let key, let context): place(context) + "'\(key.stringValue)' is missing"
        case .dataCorrupted(let context): context.codingPath.isEmpty ? "not JSON" : place(context) + "not valid"
        @unknown default: "not as expected"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? "" : "'\(path)' is "
    }

    private static func noun(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a text"
        case is Bool.Type: "true or false"
        default: "an object"
        }
    }
}
