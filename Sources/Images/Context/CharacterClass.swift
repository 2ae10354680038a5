/// The characters between `[` and `]` in a pattern.
struct CharacterClass: Sendable, Hashable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    func contains(_ character: UInt32) -> Bool {
        ranges.contains { $0.contains(character) } != isNegated
    }

    /// The classes that Go's regular expressions write as a backslash and a letter, in ASCII.
    static func escaped(_ letter: UInt32) -> CharacterClass? {
        guard let scalar = Unicode.Scalar(letter) else { return nil }
        switch scalar {
        case "d": return CharacterClass(ranges: digits)
        case "D": return CharacterClass(ranges: digits, isNegated: true)
        case "s": return CharacterClass(ranges: spaces)
        case "S": return CharacterClass(ranges: spaces, isNegated: true)
        case "w": return CharacterClass(ranges: words)
        case "W": return CharacterClass(ranges: words, isNegated: true)
        default: return nil
        }
    }

    /// The ranges of a POSIX class such as `alpha` in `[[:alpha:]]`.
    static func posix(_ name: String) -> [ClosedRange<UInt32>]? {
        switch name {
        case "alnum": digits + letters
        case "alpha": letters
        case "ascii": [0...0x7F]
        case "blank": [0x09...0x09, 0x20...0x20]
        case "cntrl": [0...0x1F, 0x7F...0x7F]
        case "digit": digits
        case "graph": [0x21...0x7E]
        case "lower": [0x61...0x7A]
        case "print": [0x20...0x7E]
        case "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
        case "space": [0x09...0x0D, 0x20...0x20]
        case "upper": [0x41...0x5A]
        case "word": words
        case "xdigit": digits + [0x41...0x46, 0x61...0x66]
        default: nil
        }
    }

    static let word = CharacterClass(ranges: words)

    private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    private static let letters: [ClosedRange<UInt32>] = [0x41...0x5A, 0x61...0x7A]
    private static let spaces: [ClosedRange<UInt32>] = [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
    private static let words: [ClosedRange<UInt32>] = digits + letters + [0x5F...0x5F]
}
