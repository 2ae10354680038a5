/// One pass over the words of a command line.
struct CommandParser<Verb: Sendable, Globals: OptionGroup> {
    private let tree: CommandTree<Verb, Globals>
    private var node: CommandNode<Verb>
    /// The names of the commands found so far, without the program's.
    private(set) var path: [String] = []
    private var locals: [Assignment] = []
    private var globals: [Assignment] = []
    private var positionals: [String] = []

    init(_ tree: CommandTree<Verb, Globals>) {
        self.tree = tree
        self.node = tree.root
    }

    private var table: OptionTable { OptionTable(locals: node.description.parameters, globals: tree.globals) }

    mutating func parse(_ words: [String]) throws(UsageError.Problem) -> Resolution<Verb, Globals> {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                for word in rest { try take(word) }
                break
            }
            if word.hasPrefix("-"), word != "-" {
                if word == "--version", path.isEmpty { return .version }
                try takeOption(word, &rest)
            } else if word == "help", path.isEmpty {
                return .help(try tree.page(forHelp: rest))
            } else {
                try take(word)
            }
        }
        return try finish()
    }

    /// A word without dashes: the next command's name, or an argument.
    private mutating func take(_ word: String) throws(UsageError.Problem) {
        guard !node.children.isEmpty else {
            positionals.append(word)
            return
        }
        guard let child = node.child(word) else {
            let names = node.children.filter { !$0.description.isHidden }.map(\.description.name)
            throw .unknownCommand(word, suggestion: Suggestion.closest(to: word, among: names))
        }
        node = child
        path.append(word)
    }

    private mutating func takeOption(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError.Problem) {
        guard let match = table.match(word) else {
            if node.make == nil, node.knowsBelow(word) { throw .optionBeforeCommand(word) }
            throw .unknownOption(String(word.prefix { $0 != "=" }), suggestion: table.suggestion(for: word))
        }
        let value = try self.value(of: match, &rest)
        let assignment = Assignment(index: match.index, word: value)
        if match.isGlobal { globals.append(assignment) } else { locals.append(assignment) }
    }

    private func value(
        of match: OptionTable.Match,
        _ rest: inout ArraySlice<String>
    ) throws(UsageError.Problem) -> String {
        guard match.parameter.takesValue else {
            guard match.value == nil else { throw .unwantedValue(match.spelling) }
            return match.isOn ? "true" : "false"
        }
        if let value = match.value { return value }
        // A value that looks like an option is a forgotten value far more often than a value.
        guard let next = rest.first, !next.hasPrefix("-") || next == "-" else {
            throw .missingValue(match.spelling, match.parameter)
        }
        rest.removeFirst()
        return next
    }

    private func finish() throws(UsageError.Problem) -> Resolution<Verb, Globals> {
        guard let make = node.make else { return .help(tree.page(at: path)) }
        let globals: Globals = try Assignment.fill(Globals.bindings, with: globals)
        return .run(try make(try placed() + locals), globals)
    }

    /// The arguments told by their place, matched with their parameters.
    private func placed() throws(UsageError.Problem) -> [Assignment] {
        let parameters = node.description.parameters
        var places = parameters.indices.filter { parameters[$0].kind == .positional }[...]
        var assignments: [Assignment] = []
        for word in positionals {
            guard let index = places.first else { throw .unexpectedArgument(word) }
            if !parameters[index].isRepeated { places.removeFirst() }
            assignments.append(Assignment(index: index, word: word))
        }
        return assignments
    }
}

extension CommandNode {
    /// Whether any command below takes this option.
    fileprivate func knowsBelow(_ word: String) -> Bool {
        children.contains { child in
            OptionTable(locals: child.description.parameters, globals: []).match(word) != nil || child.knowsBelow(word)
        }
    }
}
