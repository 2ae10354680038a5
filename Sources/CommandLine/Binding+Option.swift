extension Binding {
    /// `--name VALUE` for a property that has a default, which help shows; with `isRequired` the default is only a blank.
    package static func option<Value: ArgumentValue>(
        _ path: Property<Value>,
        _ name: String,
        short: Character? = nil,
        value valueName: String,
        isRequired: Bool = false,
        completion: Completion = .automatic,
        help: String
    ) -> Self {
        let defaultText = isRequired ? "" : Root()[keyPath: path].argumentText
        let parameter = Parameter(
            kind: .option,
            name: name,
            short: short,
            valueName: valueName,
            help: help,
            isRequired: isRequired,
            isRepeated: false,
            defaultText: defaultText.isEmpty ? nil : defaultText,
            allowedWords: Value.allowedWords,
            expectation: Value.expectation,
            completion: completion
        )
        return Self(parameter) { root, word in
            guard let value = Value(argument: word) else { return false }
            root[keyPath: path] = value
            return true
        }
    }

    /// `--name VALUE` for a property that is nil without it.
    package static func option<Value: ArgumentValue>(
        _ path: Property<Value?>,
        _ name: String,
        short: Character? = nil,
        value valueName: String,
        completion: Completion = .automatic,
        help: String
    ) -> Self {
        let parameter = Parameter(
            kind: .option,
            name: name,
            short: short,
            valueName: valueName,
            help: help,
            isRequired: false,
            isRepeated: false,
            defaultText: Root()[keyPath: path]?.argumentText,
            allowedWords: Value.allowedWords,
            expectation: Value.expectation,
            completion: completion
        )
        return Self(parameter) { root, word in
            guard let value = Value(argument: word) else { return false }
            root[keyPath: path] = value
            return true
        }
    }

    /// `--name VALUE`, as often as wanted; the property gets the values in order.
    package static func option<Value: ArgumentValue>(
        _ path: Property<[Value]>,
        _ name: String,
        short: Character? = nil,
        value valueName: String,
        isRequired: Bool = false,
        completion: Completion = .automatic,
        help: String
    ) -> Self {
        let parameter = Parameter(
            kind: .option,
            name: name,
            short: short,
            valueName: valueName,
            help: help,
            isRequired: isRequired,
            isRepeated: true,
            defaultText: nil,
            allowedWords: Value.allowedWords,
            expectation: Value.expectation,
            completion: completion
        )
        return Self(parameter) { root, word in
            guard let value = Value(argument: word) else { return false }
            root[keyPath: path].append(value)
            return true
        }
    }
}
