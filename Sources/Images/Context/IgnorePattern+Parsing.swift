extension IgnorePattern {
    /// Why a text is no pattern.
    enum Mistake: Error, Hashable {
        case syntax
        /// A backslash and a letter or digit that Go's regular expressions give a meaning no file name has.
        case escape(UInt32)
    }

    /// Parses a cleaned pattern.
    init(parsing pattern: [UInt32]) throws(Mistake) {
        var parser = Parser(pattern)
        self.form = try parser.parse()
    }

    /// Follows `Pattern.compile` of moby's patternmatcher and the check by `filepath.Match` before it.
    private struct Parser {
        /// What the pattern has shown itself to be so far, moby's `matchType`.
        private enum Shape {
            case exact
            case prefix
            case suffix
            case glob
        }

        private let pattern: [UInt32]
        private var index = 0
        private var tokens: [Token] = []
        private var shape = Shape.exact

        init(_ pattern: [UInt32]) {
            self.pattern = pattern
        }

        mutating func parse() throws(Mistake) -> Form {
            while let character = next() {
                switch Unicode.Scalar(character) {
                case "*": star()
                case "?": add(.anyCharacter)
                case "[": add(.oneOf(try characterClass()))
                case "]": add(.character(character))
                case "\\": add(try escape())
                case "^": tokens.append(.assertion(.start))
                default: tokens.append(.character(character))
                }
            }
            switch shape {
            case .exact: return .exact(pattern)
            case .prefix: return .prefix(Array(pattern.dropLast(2)))
            case .suffix: return .suffix(Array(pattern.dropFirst(2)))
            case .glob: return .glob(tokens)
            }
        }

        private mutating func add(_ token: Token) {
            tokens.append(token)
            shape = .glob
        }

        private mutating func star() {
            let isFirst = index == 1
            guard take("*") else { return add(.anyCharacters) }
            let hasSlash = take("/")
            if index < pattern.count {
                add(.anyDirectories)
            } else if shape == .exact, !hasSlash {
                shape = .prefix
            } else {
                add(.anything)
            }
            if isFirst { shape = .suffix }
        }

        /// What follows a backslash outside a class.
        private mutating func escape() throws(Mistake) -> Token {
            guard let character = next() else { throw .syntax }
            if let set = CharacterClass.escaped(character) { return .oneOf(set) }
            switch Unicode.Scalar(character) {
            case "A": return .assertion(.start)
            case "z": return .assertion(.end)
            case "b": return .assertion(.wordBoundary)
            case "B": return .assertion(.noWordBoundary)
            default: return .character(try Self.escapedCharacter(character))
            }
        }

        /// What follows `[`.
        private mutating func characterClass() throws(Mistake) -> CharacterClass {
            var set = CharacterClass(ranges: [])
            set.isNegated = take("^")
            repeat {
                if try takePOSIXClass(into: &set) { continue }
                if try takeEscapedClass(into: &set) { continue }
                let low = try boundary()
                let high = take("-") ? try boundary() : low
                guard low <= high else { throw .syntax }
                set.ranges.append(low...high)
            } while !take("]")
            return set
        }

        /// One end of a range, by `getEsc` of Go's `path/filepath`: `-` and `]` have to be escaped.
        private mutating func boundary() throws(Mistake) -> UInt32 {
            guard let character = next() else { throw .syntax }
            switch Unicode.Scalar(character) {
            case "-", "]", nil: throw .syntax
            case "\\":
                guard let escaped = next() else { throw .syntax }
                return try Self.escapedCharacter(escaped)
            default: return character
            }
        }

        private mutating func takePOSIXClass(into set: inout CharacterClass) throws(Mistake) -> Bool {
            let opening = PathCharacters.decode("[:")
            let rest = pattern[index...]
            guard rest.starts(with: opening),
                let end = rest.indices.dropFirst(2).first(where: {
                    pattern[$0...].starts(with: PathCharacters.decode(":]"))
                })
            else { return false }
            var name = PathCharacters.describe(rest[(index + 2)..<end])
            let isNegated = name.hasPrefix("^")
            if isNegated { name.removeFirst() }
            guard let ranges = CharacterClass.posix(name) else { throw .syntax }
            set.ranges += isNegated ? Self.complement(ranges) : ranges
            index = end + 2
            return true
        }

        private mutating func takeEscapedClass(into set: inout CharacterClass) throws(Mistake) -> Bool {
            guard index + 1 < pattern.count, pattern[index] == UInt32(UInt8(ascii: "\\")),
                let escaped = CharacterClass.escaped(pattern[index + 1])
            else { return false }
            set.ranges += escaped.isNegated ? Self.complement(escaped.ranges) : escaped.ranges
            index += 2
            return true
        }

        private mutating func next() -> UInt32? {
            guard index < pattern.count else { return nil }
            defer { index += 1 }
            return pattern[index]
        }

        private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
            guard index < pattern.count, pattern[index] == scalar.value else { return false }
            index += 1
            return true
        }

        private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
            var gaps: [ClosedRange<UInt32>] = []
            var start: UInt32 = 0
            for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
                if range.lowerBound > start { gaps.append(start...(range.lowerBound - 1)) }
                start = max(start, range.upperBound + 1)
            }
            return gaps + [start...UInt32.max]
        }

        /// Punctuation stands for itself, the letters of control characters for these (Go's `regexp/syntax`).
        private static func escapedCharacter(_ character: UInt32) throws(Mistake) -> UInt32 {
            switch Unicode.Scalar(character) {
            case "a": return 0x07
            case "f": return 0x0C
            case "n": return 0x0A
            case "r": return 0x0D
            case "t": return 0x09
            case "v": return 0x0B
            case .some(let scalar) where scalar.isASCII && (scalar == "_" || !CharacterClass.word.contains(character)):
                return character
            default: throw .escape(character)
            }
        }
    }
}
