/// A value of a pipeline file with its place: YAML with every `${…}` recognised.
///
/// Layers of the file are merged, filled in and checked as settings; only then they become typed values.
struct Setting: Hashable, Sendable {
    enum Content: Hashable, Sendable {
        case scalar(Scalar)
        /// A text of which something is not known yet.
        case template(TextTemplate, isPlain: Bool)
        case list([Setting])
        case map([Member])
    }

    struct Scalar: Hashable, Sendable {
        let text: String
        let isPlain: Bool
        /// The template it was made from. Diagnostics show this in place of the text, which may be a secret.
        var written: String?
    }

    struct Member: Hashable, Sendable {
        let key: String
        let keyLocation: SourceLocation
        var value: Setting
    }

    var content: Content
    let location: SourceLocation

    init(_ content: Content, at location: SourceLocation) {
        self.content = content
        self.location = location
    }

    /// An empty mapping, for a layer that is not there.
    static func empty(at location: SourceLocation) -> Setting {
        Setting(.map([]), at: location)
    }
}

extension Setting {
    var members: [Member]? {
        guard case .map(let members) = content else { return nil }
        return members
    }

    var elements: [Setting]? {
        guard case .list(let elements) = content else { return nil }
        return elements
    }

    func member(_ key: String) -> Member? {
        members?.first { $0.key == key }
    }

    /// The member's value; nil when absent, null, or when this is no mapping.
    subscript(key: String) -> Setting? {
        guard let value = member(key)?.value, !value.isNull else { return nil }
        return value
    }

    /// A scalar's text as written, when all of it is known.
    var text: String? {
        guard case .scalar(let scalar) = content, !isNull else { return nil }
        return scalar.text
    }

    /// What the core schema reads; nil for collections and for what is not known yet.
    var core: CoreValue? {
        guard case .scalar(let scalar) = content else { return nil }
        guard scalar.isPlain else { return .string(scalar.text) }
        let value = CoreValue(plain: scalar.text)
        // What comes out of a variable may be a number, but an empty one is an empty text and no removal.
        return scalar.written != nil && value == .null ? .string(scalar.text) : value
    }

    var isNull: Bool { core == .null }

    var integer: Int64? {
        guard case .integer(let value) = core else { return nil }
        return value
    }

    var bool: Bool? {
        guard case .bool(let value) = core else { return nil }
        return value
    }

    /// A text of which something is still open.
    var template: TextTemplate? {
        guard case .template(let template, _) = content else { return nil }
        return template
    }
}

extension Setting {
    /// Recognises `${…}` in every text of a tree; keys are taken as they are.
    init(_ node: YAMLNode, _ log: inout DiagnosticLog) {
        location = node.location
        switch node.content {
        case .scalar(let scalar):
            if let template = TextTemplate(scalar, at: node.location, &log) {
                content = Self.filled(template, isPlain: scalar.isPlain)
            } else {
                content = .scalar(Scalar(text: scalar.text, isPlain: scalar.isPlain))
            }
        case .sequence(let elements):
            content = .list(elements.map { Setting($0, &log) })
        case .mapping(let entries):
            content = .map(
                entries.map { Member(key: $0.key, keyLocation: $0.keyLocation, value: Setting($0.value, &log)) }
            )
        }
    }

    static func filled(_ template: TextTemplate, isPlain: Bool) -> Content {
        guard let text = template.text else { return .template(template, isPlain: isPlain) }
        return .scalar(Scalar(text: text, isPlain: isPlain, written: template.written))
    }
}
