/// All that parsing, help, completion and suggestions know of one command.
package struct CommandDescription: Sendable {
    /// The word that calls it.
    package let name: String
    /// One sentence: the first line of its help page.
    package let summary: String
    /// The heading under which the parent's page lists it.
    package let section: String
    /// Paragraphs after the usage line; may be empty.
    package let discussion: String
    /// In the order in which help lists them; positionals in the order of their places.
    package let parameters: [Parameter]
    /// Variables that the command heeds.
    package let environment: [HelpTerm]
    /// Terms are whole command lines.
    package let examples: [HelpTerm]
    /// Whether help, completion and suggestions leave it out.
    package let isHidden: Bool
}
