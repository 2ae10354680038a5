/// A node of a YAML document, with its place. Aliases are followed and merge keys are merged.
struct YAMLNode: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    let content: Content
    let location: SourceLocation
    /// How many nodes a walk over this one meets, aliases followed: what an alias bomb blows up.
    let size: Int
    /// How deep it is nested: 1 for a scalar.
    let height: Int

    init(_ content: Content, at location: SourceLocation) {
        self.content = content
        self.location = location
        let children: [YAMLNode] =
            switch content {
            case .scalar: []
            case .sequence(let elements): elements
            case .mapping(let entries): entries.map(\.value)
            }
        size = children.reduce(1) { $0 + $1.size }
        height = 1 + (children.map(\.height).max() ?? 0)
    }
}

/// A key of a mapping and what it names.
struct YAMLEntry: Hashable, Sendable {
    let key: String
    let keyLocation: SourceLocation
    let value: YAMLNode
}
