/// Why bytes are not a document that `XMLParser` reads.
package struct XMLError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, in words.
    package let reason: String
    /// Where it was noticed, in bytes from the document's beginning.
    package let offset: Int

    package var description: String { "not readable as XML: \(reason), at byte \(offset)" }
}
