/// Where the words come from that complete a value.
package enum Completion: Sendable {
    /// The allowed words of the value's type, and nothing for an open set.
    case automatic
    /// Paths, which the shell itself knows best.
    case files
    /// Whatever the closure finds out; it must be quick and say nothing, since a person waits in the middle of a word.
    case dynamic(@Sendable (CompletionContext) -> [HelpTerm])
}
