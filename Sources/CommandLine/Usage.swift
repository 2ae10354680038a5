/// How a command is called and what is said about it.
package struct Usage<Root: OptionGroup>: Sendable {
    /// What parsing, help and completion read.
    package let description: CommandDescription
    /// Where the command's words go.
    package let bindings: [Binding<Root>]

    /// Describes a command.
    ///
    /// - Parameters:
    ///   - name: The word that calls it.
    ///   - summary: One sentence, shown in lists and first on its help page.
    ///   - section: The heading under which the parent's help page lists it.
    ///   - discussion: Paragraphs after the usage line, parted by empty lines.
    ///   - environment: Variables that the command heeds.
    ///   - isHidden: Whether help and completion leave it out.
    package init(
        _ name: String,
        summary: String,
        section: String = "Commands",
        discussion: String = "",
        _ bindings: [Binding<Root>] = [],
        environment: [HelpTerm] = [],
        examples: [HelpTerm] = [],
        isHidden: Bool = false
    ) {
        self.bindings = bindings
        self.description = CommandDescription(
            name: name,
            summary: summary,
            section: section,
            discussion: discussion,
            parameters: bindings.flatMap { $0.parts.map(\.parameter) },
            environment: environment,
            examples: examples,
            isHidden: isHidden
        )
    }
}
