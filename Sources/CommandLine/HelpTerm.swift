/// A term and what it means: a variable, an example, a line of a help topic.
package struct HelpTerm: Sendable, Hashable {
    package let term: String
    package let text: String

    package init(_ term: String, _ text: String) {
        self.term = term
        self.text = text
    }
}
