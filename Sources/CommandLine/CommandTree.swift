/// A program's whole command line: the one model that parsing, help, completion and suggestions read.
package struct CommandTree<Verb: Sendable, Globals: OptionGroup>: Sendable {
    /// The program itself, its name that of the program.
    package let root: CommandNode<Verb>
    /// Pages of `help TOPIC` beside those of the commands.
    package let topics: [HelpTopic]
    let globals: [Parameter]

    /// Global options are accepted before and after the command.
    package init(root: CommandNode<Verb>, globals: Globals.Type, topics: [HelpTopic] = []) {
        self.root = root
        self.topics = topics
        self.globals = Globals.bindings.flatMap { $0.parts.map(\.parameter) }
    }

    /// The name of the program.
    package var program: String { root.description.name }

    /// What the words after the program's name ask for. Pure: prints nothing, reads nothing.
    package func resolve(_ words: [String]) throws(UsageError) -> Resolution<Verb, Globals> {
        if let request = CompletionRequest(words) { return .complete(request) }
        if words.prefix(while: { $0 != "--" }).contains(where: { $0 == "-h" || $0 == "--help" }) {
            return .help(page(at: CommandWalk(self, words).path))
        }
        var parser = CommandParser(self)
        do {
            return try parser.parse(words)
        } catch {
            throw UsageError(problem: error, command: [program] + parser.path)
        }
    }

    /// The node at a path of names; nil when there is none.
    package func node(at path: some Sequence<String>) -> CommandNode<Verb>? {
        var node = root
        for name in path {
            guard let child = node.child(name) else { return nil }
            node = child
        }
        return node
    }
}
