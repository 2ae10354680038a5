/// All that parsing, help, completion and suggestions know of one command.
package struct CommandDescription: Sendable {
    package let name: String
    package let summary: String
    package let section: String
    package let discussion: String
    package let parameters: [Parameter]
    package let environment: [HelpTerm]
    /// Terms are whole command lines.
    package let examples: [HelpTerm]
    package let isHidden: Bool
}
