/// One argument, option or flag as the user sees it; what `Binding` ties to a property.
package struct Parameter: Sendable {
    /// How it is written.
    package enum Kind: Sendable, Hashable {
        /// Told by its place.
        case positional
        /// A name followed by a value.
        case option
        /// A name alone; `--no-NAME` takes it back where `isNegatable`.
        case flag(default: Bool, isNegatable: Bool)
    }

    /// How it is written.
    package let kind: Kind
    /// The long name without dashes; for a positional, the property's name in lower case.
    package let name: String
    /// The letter after a single dash.
    package let short: Character?
    /// What stands for the value in help, in capitals; empty for a flag.
    package let valueName: String
    /// What it does, in a few words without a full stop.
    package let help: String
    /// Whether a command line without it is a mistake.
    package let isRequired: Bool
    /// Whether it may be given more than once.
    package let isRepeated: Bool
    /// What holds without it; nil when there is nothing to tell.
    package let defaultText: String?
    /// The closed set of values; empty when the set is open.
    package let allowedWords: [String]
    /// What a value has to be: `a duration such as 90s, 15m or 1h30m`.
    package let expectation: String
    /// Where the words come from that complete its value.
    package let completion: Completion
}

extension Parameter {
    /// Whether it is written with a name.
    package var isNamed: Bool { kind != .positional }

    /// Whether a value belongs to it.
    package var takesValue: Bool { kind == .option || kind == .positional }

    /// How a message names it: `--environment`, or `IMAGE` for a positional.
    package var label: String { isNamed ? "--" + name : valueName }

    /// The label with its value: `--environment ENV`.
    package var synopsis: String { kind == .option ? "\(label) \(valueName)" : label }

    /// Every spelling that the parser knows, dashes included; empty for a positional.
    package var spellings: [String] {
        var spellings: [String] = short.map { ["-\($0)"] } ?? []
        switch kind {
        case .positional: return []
        case .option: spellings.append("--" + name)
        case .flag(_, let isNegatable): spellings += isNegatable ? ["--" + name, "--no-" + name] : ["--" + name]
        }
        return spellings
    }

    /// The long spelling that is worth offering: a flag that is on by default is offered as `--no-NAME`.
    package var offeredSpelling: String {
        if case .flag(default: true, isNegatable: true) = kind { return "--no-" + name }
        return "--" + name
    }
}
