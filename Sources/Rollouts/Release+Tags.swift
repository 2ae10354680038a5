/// How a release is written as tags on a task definition, and read from them.
///
/// ECS's limits: 50 tags, keys of 1 to 128 and values of up to 256 characters out of letters, digits, spaces and
/// `_ . : / = + - @` (API reference, "Tag").
extension Release {
    /// What shipit's own keys begin with.
    static let prefix = "shipit:"
    static let stateKey = "shipit:state"
    static let limit = 50

    /// Reads a release from a revision's tags; nil when shipit did not write any.
    package init?(tags: [String: String]) {
        guard let version = tags["shipit:version"] else { return nil }
        self.init(
            service: tags["shipit:service"] ?? "",
            environment: tags["shipit:environment"] ?? "",
            version: version,
            digest: tags["shipit:digest"],
            commit: tags["shipit:commit"],
            run: tags["shipit:run"],
            previous: tags["shipit:previous"],
            state: tags[Release.stateKey].flatMap { ReleaseState(rawValue: $0) } ?? .pending
        )
    }

    /// The release as tags, in what ECS allows: other characters become `_`, and what is too long is cut.
    package var tags: [String: String] {
        let members: [(String, String?)] = [
            ("service", service), ("environment", environment), ("version", version), ("digest", digest),
            ("commit", commit), ("run", run), ("previous", previous), ("state", state.rawValue),
        ]
        var tags: [String: String] = [:]
        for (name, value) in members {
            guard let value, !value.isEmpty else { continue }
            tags[Release.prefix + name] = Release.allowed(value)
        }
        return tags
    }

    /// A value as ECS takes it.
    static func allowed(_ value: String) -> String {
        let punctuation: Set<Character> = ["_", ".", ":", "/", "=", "+", "-", "@", " "]
        return String(value.map { $0.isLetter || $0.isNumber || punctuation.contains($0) ? $0 : "_" }.prefix(256))
    }

    /// Whether a tag as found is the value as written: what was cut or replaced still matches.
    static func matches(_ tag: String?, _ value: String) -> Bool {
        tag == allowed(value)
    }
}
