/// The path of a repository inside its registry, such as `team/auth-service`.
///
/// Components of lower-case letters and digits, joined by one `.`, one or two `_`, or any number
/// of `-`, and separated by `/` (distribution specification, "Pulling manifests").
package struct RepositoryName: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Parses a name; nil for anything that no registry accepts.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 255 else { return nil }
        let components = text.split(separator: "/", omittingEmptySubsequences: false)
        guard components.allSatisfy({ Self.isComponent(Array($0.utf8)) }) else { return nil }
        self.description = String(text)
    }

    private static func isComponent(_ bytes: [UInt8]) -> Bool {
        func isAlphanumeric(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
        guard let first = bytes.first, let last = bytes.last, isAlphanumeric(first), isAlphanumeric(last) else {
            return false
        }
        return bytes.split(whereSeparator: isAlphanumeric).allSatisfy { separator in
            let text = String(decoding: separator, as: UTF8.self)
            return text == "." || text == "_" || text == "__" || text.allSatisfy { $0 == "-" }
        }
    }
}
