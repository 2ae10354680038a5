/// A tag of an image: `[A-Za-z0-9_][A-Za-z0-9._-]{0,127}` (distribution specification, "Pulling manifests").
package struct ImageTag: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Parses a tag; nil for anything that no registry accepts.
    package init?(_ text: some StringProtocol) {
        let isTag =
            (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { Self.isWord($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
            && text.utf8.first.map(Self.isWord) == true
        guard isTag else { return nil }
        self.description = String(text)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
