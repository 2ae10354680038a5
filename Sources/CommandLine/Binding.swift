/// Ties one or more parameters to properties of `Root`.
package struct Binding<Root: OptionGroup>: Sendable {
    struct Part: Sendable {
        let parameter: Parameter
        /// Stores a word in the property; false when the word is no value of its type.
        /// A flag gets `true` or `false`.
        let assign: @Sendable (inout Root, String) -> Bool
    }

    /// A stored property, as a literal key path names it.
    package typealias Property<Value> = any WritableKeyPath<Root, Value> & Sendable

    let parts: [Part]

    init(_ parameter: Parameter, assign: @escaping @Sendable (inout Root, String) -> Bool) {
        self.parts = [Part(parameter: parameter, assign: assign)]
    }

    private init(parts: [Part]) {
        self.parts = parts
    }

    /// All parameters of a record that several commands share.
    package static func group<Group: OptionGroup>(_ path: Property<Group>) -> Self {
        let parts = Group.bindings.flatMap(\.parts).map { part in
            Part(parameter: part.parameter) { root, word in part.assign(&root[keyPath: path], word) }
        }
        return Self(parts: parts)
    }
}
