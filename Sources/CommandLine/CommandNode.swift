/// A command in the tree, its type forgotten; `Verb` is whatever the program runs.
package struct CommandNode<Verb: Sendable>: Sendable {
    /// What is said about it.
    package let description: CommandDescription
    /// The commands below; empty for a command that does something.
    package let children: [CommandNode]
    /// Makes the command from its words; nil for a group, which only holds other commands.
    let make: (@Sendable ([Assignment]) throws(UsageError.Problem) -> Verb)?

    /// A command that does something.
    package init<Leaf: Command>(_ type: Leaf.Type, as verb: @escaping @Sendable (Leaf) -> Verb) {
        let usage = Leaf.usage
        self.description = usage.description
        self.children = []
        self.make = { (assignments) throws(UsageError.Problem) in
            verb(try Assignment.fill(usage.bindings, with: assignments))
        }
    }

    /// A noun that holds commands; alone it shows its help page.
    package init(
        group name: String,
        summary: String,
        section: String = "Commands",
        discussion: String = "",
        environment: [HelpTerm] = [],
        examples: [HelpTerm] = [],
        _ children: [CommandNode]
    ) {
        self.description = CommandDescription(
            name: name,
            summary: summary,
            section: section,
            discussion: discussion,
            parameters: [],
            environment: environment,
            examples: examples,
            isHidden: false
        )
        self.children = children
        self.make = nil
    }

    /// The child of that exact name: no abbreviations, which later commands could make ambiguous.
    func child(_ name: String) -> CommandNode? {
        children.first { $0.description.name == name }
    }
}
