/// The hidden call `__complete -- WORDS…` by which a shell asks what could stand at the cursor.
package struct CompletionRequest: Sendable, Hashable {
    /// What calls it; never shown, never suggested.
    package static let command = "__complete"

    /// The whole words before the cursor, without the program's name.
    package let words: [String]
    /// The word at the cursor as far as it is written; may be empty.
    package let partial: String

    /// Nil when the words are no such call.
    init?(_ words: [String]) {
        guard words.first == Self.command else { return nil }
        let rest = words.dropFirst(words.count > 1 && words[1] == "--" ? 2 : 1)
        self.words = Array(rest.dropLast())
        self.partial = rest.last ?? ""
    }
}
