/// A reading of words that forgives every mistake: where on the tree they lead, and what they gave on the way.
///
/// Help and completion need it, since they are asked for in the middle of a line.
struct CommandWalk<Verb: Sendable> {
    private(set) var node: CommandNode<Verb>
    /// The names of the commands found, without the program's.
    private(set) var path: [String] = []
    /// The values of the options, by long name.
    private(set) var options: [String: [String]] = [:]
    /// How many arguments told by their place there are.
    private(set) var positionals = 0
    /// The option whose value comes next.
    private(set) var pending: Parameter?
    /// Whether `--` came: nothing that follows is an option.
    private(set) var isPastOptions = false
    private let globals: [Parameter]

    init(_ tree: CommandTree<Verb, some OptionGroup>, _ words: some Sequence<String>) {
        self.node = tree.root
        self.globals = tree.globals
        for word in words { take(word) }
    }

    var table: OptionTable { OptionTable(locals: node.description.parameters, globals: globals) }

    private mutating func take(_ word: String) {
        if let parameter = pending, !word.hasPrefix("-") {
            options[parameter.name, default: []].append(word)
            pending = nil
            return
        }
        pending = nil
        if word == "--", !isPastOptions {
            isPastOptions = true
        } else if word.hasPrefix("-"), word != "-", !isPastOptions {
            takeOption(word)
        } else if let child = node.child(word) {
            node = child
            path.append(word)
        } else {
            positionals += 1
        }
    }

    private mutating func takeOption(_ word: String) {
        guard let match = table.match(word) else { return }
        if match.parameter.takesValue, match.value == nil {
            pending = match.parameter
        } else {
            options[match.parameter.name, default: []].append(match.value ?? String(match.isOn))
        }
    }
}
