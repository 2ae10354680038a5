extension Binding {
    /// An argument told by its place, which must be there.
    package static func positional<Value: ArgumentValue>(
        _ path: Property<Value>,
        _ valueName: String,
        completion: Completion = .automatic,
        help: String
    ) -> Self {
        Self(place(Value.self, valueName, isRequired: true, isRepeated: false, completion, help)) { root, word in
            guard let value = Value(argument: word) else { return false }
            root[keyPath: path] = value
            return true
        }
    }

    /// An argument told by its place, which may be left out.
    package static func positional<Value: ArgumentValue>(
        _ path: Property<Value?>,
        _ valueName: String,
        completion: Completion = .automatic,
        help: String
    ) -> Self {
        Self(place(Value.self, valueName, isRequired: false, isRepeated: false, completion, help)) { root, word in
            guard let value = Value(argument: word) else { return false }
            root[keyPath: path] = value
            return true
        }
    }

    /// All arguments from here on; only the last positional of a command can be one.
    package static func positional<Value: ArgumentValue>(
        _ path: Property<[Value]>,
        _ valueName: String,
        isRequired: Bool = false,
        completion: Completion = .automatic,
        help: String
    ) -> Self {
        Self(place(Value.self, valueName, isRequired: isRequired, isRepeated: true, completion, help)) { root, word in
            guard let value = Value(argument: word) else { return false }
            root[keyPath: path].append(value)
            return true
        }
    }

    private static func place<Value: ArgumentValue>(
        _ type: Value.Type,
        _ valueName: String,
        isRequired: Bool,
        isRepeated: Bool,
        _ completion: Completion,
        _ help: String
    ) -> Parameter {
        Parameter(
            kind: .positional,
            name: valueName.lowercased(),
            short: nil,
            valueName: valueName,
            help: help,
            isRequired: isRequired,
            isRepeated: isRepeated,
            defaultText: nil,
            allowedWords: Value.allowedWords,
            expectation: Value.expectation,
            completion: completion
        )
    }
}
