/// A type that a word of a command line can become.
///
/// String enums that are `CaseIterable` get everything for free: their raw values are the allowed words.
package protocol ArgumentValue: Sendable {
    /// Nil when the word is none of these values; the word is never empty.
    init?(argument: String)
    /// The closed set of words; empty when it is open.
    static var allowedWords: [String] { get }
    /// Ends the sentence "… is not": `a whole number`.
    static var expectation: String { get }
    /// The word that would give this value; help shows it as the default.
    var argumentText: String { get }
}

extension ArgumentValue {
    package static var allowedWords: [String] { [] }
}

extension ArgumentValue where Self: RawRepresentable<String> & CaseIterable {
    package init?(argument: String) { self.init(rawValue: argument) }
    package static var allowedWords: [String] { allCases.map(\.rawValue) }
    package static var expectation: String { "one of " + allowedWords.joined(separator: ", ") }
    package var argumentText: String { rawValue }
}

extension String: ArgumentValue {
    package init?(argument: String) { self = argument }
    package static var expectation: String { "text" }
    package var argumentText: String { self }
}

extension Int: ArgumentValue {
    package init?(argument: String) { self.init(argument) }
    package static var expectation: String { "a whole number" }
    package var argumentText: String { String(self) }
}
