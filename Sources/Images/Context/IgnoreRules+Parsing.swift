/// From lines to rules, as moby's `ignorefile.ReadAll` and `patternmatcher.New` do one after the other.
extension IgnoreRules {
    /// Go's `bufio.Scanner`, which reads the file there, gives up on longer lines.
    static let longestLine = 64 * 1024

    private static let slash = PathCharacters.slash
    private static let exclamation = UInt32(UInt8(ascii: "!"))
    private static let dot = UInt32(UInt8(ascii: "."))

    /// The lines without their ends; a byte order mark before the first is dropped.
    static func lines(_ content: [UInt8]) -> [ArraySlice<UInt8>] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return content.dropFirst(content.starts(with: mark) ? mark.count : 0)
            .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    }

    /// The pattern of a line, cleaned and with its `!`; nil for a comment or an empty line.
    static func pattern(of line: ArraySlice<UInt8>) -> [UInt32]? {
        guard line.first != UInt8(ascii: "#") else { return nil }
        var pattern = trimmed(PathCharacters.decode(line)[...])
        guard let first = pattern.first else { return nil }
        let isException = first == exclamation
        if isException { pattern = trimmed(pattern.dropFirst()) }
        if !pattern.isEmpty {
            pattern = cleaned(pattern)[...]
            if pattern.count > 1, pattern.first == slash { pattern = pattern.dropFirst() }
        }
        return (isException ? [exclamation] : []) + pattern
    }

    /// The rule of a pattern with its `!`; nil for an empty one.
    static func rule(_ text: [UInt32]) throws(IgnoreRulesError.Reason) -> Rule? {
        let trimmed = trimmed(text[...])
        guard !trimmed.isEmpty else { return nil }
        var pattern = cleaned(trimmed)
        let isException = pattern.first == exclamation
        if isException { pattern.removeFirst() }
        guard !pattern.isEmpty else { throw .loneException }
        do {
            return Rule(pattern: try IgnorePattern(parsing: pattern), isException: isException)
        } catch {
            switch error {
            case .syntax: throw .syntax(PathCharacters.describe(pattern))
            case .escape(let character):
                throw .escape(PathCharacters.describe([character]), in: PathCharacters.describe(pattern))
            }
        }
    }

    private static func trimmed(_ text: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        let start = text.drop(while: PathCharacters.isSpace)
        let end = start.lastIndex { !PathCharacters.isSpace($0) } ?? start.startIndex - 1
        return start[..<(end + 1)]
    }

    /// The shortest path of the same meaning, by the rules of Go's `filepath.Clean`; a pattern is treated like a path.
    private static func cleaned(_ text: ArraySlice<UInt32>) -> [UInt32] {
        let isAbsolute = text.first == slash
        var components: [ArraySlice<UInt32>] = []
        for component in text.split(separator: slash) where component != [dot] {
            if component != [dot, dot] {
                components.append(component)
            } else if let last = components.last, last != [dot, dot] {
                components.removeLast()
            } else if !isAbsolute {
                components.append(component)
            }
        }
        let path = Array(components.joined(separator: [slash]))
        if isAbsolute { return [slash] + path }
        return path.isEmpty ? [dot] : path
    }
}
