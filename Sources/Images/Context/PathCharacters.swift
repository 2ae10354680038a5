/// Paths and patterns as the characters that `?` and classes count: Unicode scalars.
///
/// A byte that is no part of valid UTF-8 is one character of its own above the range of Unicode, so
/// that different names stay different.
enum PathCharacters {
    static let slash = UInt32(UInt8(ascii: "/"))

    private static let invalidBase: UInt32 = 0x11_0000

    static func decode(_ bytes: some RandomAccessCollection<UInt8>) -> [UInt32] {
        if bytes.allSatisfy({ $0 < 0x80 }) { return bytes.map(UInt32.init) }
        var characters: [UInt32] = []
        characters.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while let byte = rest.first {
            if let (scalar, length) = scalar(at: rest) {
                characters.append(scalar)
                rest = rest.dropFirst(length)
            } else {
                characters.append(invalidBase + UInt32(byte))
                rest = rest.dropFirst()
            }
        }
        return characters
    }

    static func decode(_ text: String) -> [UInt32] {
        text.unicodeScalars.map(\.value)
    }

    /// The characters for people: those that are no Unicode are replaced.
    static func describe(_ characters: some Sequence<UInt32>) -> String {
        var text = ""
        for character in characters { text.unicodeScalars.append(Unicode.Scalar(character) ?? "\u{FFFD}") }
        return text
    }

    /// Whether Go's `unicode.IsSpace` holds, by which the ignore file's lines are trimmed.
    static func isSpace(_ character: UInt32) -> Bool {
        Unicode.Scalar(character)?.properties.isWhitespace ?? false
    }

    /// The scalar that valid UTF-8 begins with, and its length in bytes (Unicode standard, table 3-7).
    private static func scalar(at bytes: some RandomAccessCollection<UInt8>) -> (UInt32, Int)? {
        guard let first = bytes.first else { return nil }
        let (length, smallest): (Int, UInt32)
        switch first {
        case 0x00...0x7F: return (UInt32(first), 1)
        case 0xC2...0xDF: (length, smallest) = (2, 0x80)
        case 0xE0...0xEF: (length, smallest) = (3, 0x800)
        case 0xF0...0xF4: (length, smallest) = (4, 0x1_0000)
        default: return nil
        }
        let following = bytes.dropFirst().prefix(length - 1)
        guard following.count == length - 1, following.allSatisfy({ $0 & 0xC0 == 0x80 }) else { return nil }
        let value = following.reduce(UInt32(first) & (0xFF >> UInt32(length + 1))) { $0 << 6 | UInt32($1 & 0x3F) }
        guard value >= smallest, Unicode.Scalar(value) != nil else { return nil }
        return (value, length)
    }
}
