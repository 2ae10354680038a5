/// Header fields in the order they were added; names compare without regard to case (RFC 9110, section 5.1).
package struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral, Sequence {
    private var fields: [Field] = []

    /// One field as it was written.
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String
    }

    package init() {}

    package init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// The first value of a field. Assigning replaces every field of that name; nil removes them.
    package subscript(name: String) -> String? {
        get { fields.first { Self.areSame($0.name, name) }?.value }
        set {
            fields.removeAll { Self.areSame($0.name, name) }
            if let newValue { add(name, newValue) }
        }
    }

    /// Every value of a field, in order.
    package func values(of name: String) -> [String] {
        fields.filter { Self.areSame($0.name, name) }.map(\.value)
    }

    /// Adds a field and keeps others of the same name.
    ///
    /// Line breaks in a value would end the field early and let a value smuggle in a header: they become spaces.
    package mutating func add(_ name: String, _ value: String) {
        let safe = value.contains(where: \.isNewline) ? String(value.map { $0.isNewline ? " " : $0 }) : value
        fields.append(Field(name: name, value: safe))
    }

    package func makeIterator() -> IndexingIterator<[Field]> {
        fields.makeIterator()
    }

    private static func areSame(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count && one.lowercased() == other.lowercased()
    }
}
