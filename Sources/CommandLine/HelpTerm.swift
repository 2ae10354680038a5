/// A term and what it means: a variable, an example, a line of a help topic.
package struct HelpTerm: Sendable, Hashable {
    /// What is explained.
    package let term: String
    /// What it means; may be empty.
    package let text: String

    package init(_ term: String, _ text: String) {
        self.term = term
        self.text = text
    }
}
