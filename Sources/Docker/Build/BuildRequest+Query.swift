import FoundationEssentials

extension BuildRequest {
    /// The query of `POST /build` (Engine API, "Build an image").
    ///
    /// - Parameter session: The id of the session that BuildKit may ask back by; nil for the classic builder.
    func query(session: String?) throws -> [(String, String)] {
        var query: [(String, String)] = [("dockerfile", dockerfile), ("rm", "1"), ("forcerm", "1")]
        if let session { query += [("version", "2"), ("session", session)] }
        query += tags.map { ("t", "\($0)") }
        if let target { query.append(("target", target)) }
        if !arguments.isEmpty { query.append(("buildargs", try Self.json(arguments))) }
        if !labels.isEmpty { query.append(("labels", try Self.json(labels))) }
        if let platform { query.append(("platform", platform)) }
        if ignoresCache { query.append(("nocache", "1")) }
        if pullsBaseImages { query.append(("pull", "1")) }
        if let network { query.append(("networkmode", network.rawValue)) }
        return query + extraHosts.map { ("extrahosts", $0) }
    }

    private static func json(_ map: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(map), as: UTF8.self)
    }
}
