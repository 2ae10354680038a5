/// ECS's list of `{key, value}` as a dictionary, and back.
package enum ECSTags {
    /// Reads a list of tags; one without a value has the empty one.
    package static func read(_ json: JSON?) -> [String: String] {
        var tags: [String: String] = [:]
        for tag in json?.array ?? [] {
            guard let key = tag["key"]?.string else { continue }
            tags[key] = tag["value"]?.string ?? ""
        }
        return tags
    }

    /// The list of tags, sorted by key.
    package static func write(_ tags: [String: String]) -> JSON {
        .array(tags.sorted { $0.key < $1.key }.map { ["key": .string($0.key), "value": .string($0.value)] })
    }
}
