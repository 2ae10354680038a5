/// What a shell is told of the words that could stand at the cursor.
package struct CompletionAnswer: Sendable, Hashable {
    /// The words, with what they mean; that may be empty.
    package var terms: [HelpTerm] = []
    /// Whether paths could stand there, which the shell finds by itself.
    package var includesFiles = false

    /// A line for each word, `WORD<tab>HELP`, and `:files` where paths are welcome: what the shells' stubs read.
    package var text: String {
        let lines =
            terms.map { $0.text.isEmpty ? $0.term : "\($0.term)\t\($0.text)" } + (includesFiles ? [":files"] : [])
        return lines.map { $0 + "\n" }.joined()
    }

    func matching(_ partial: String) -> Self {
        Self(terms: terms.filter { $0.term.hasPrefix(partial) }, includesFiles: includesFiles)
    }

    /// The same for a word that began with an option's name.
    func prefixed(by head: String) -> Self {
        Self(terms: terms.map { HelpTerm(head + $0.term, $0.text) }, includesFiles: includesFiles)
    }
}
