extension IgnorePattern {
    /// Whether the pattern matches this very path; its parents are not considered.
    func matches(_ path: [UInt32]) -> Bool {
        switch form {
        case .exact(let text): path == text
        case .prefix(let text): path.starts(with: text)
        case .suffix(let text):
            Self.ends(path, with: text) || (text.first == PathCharacters.slash && path[...] == text.dropFirst())
        case .glob(let tokens): Self.matches(tokens, path)
        }
    }

    /// Whether there may be a path below this directory that the pattern matches.
    ///
    /// Never false where there is one; true where there is none only for the rarest patterns.
    func mayMatch(below directory: [UInt32]) -> Bool {
        let start = directory + [PathCharacters.slash]
        switch form {
        case .exact(let text): return text.starts(with: start)
        case .prefix(let text): return text.starts(with: start) || start.starts(with: text)
        case .suffix: return true
        case .glob(let tokens):
            var reach = Reach(start)
            for token in tokens {
                if reach.isAtEnd || token == .anyDirectories || token == .anything { return true }
                guard reach.advance(by: token, isWhole: false) else { return false }
            }
            return false
        }
    }

    private static func ends(_ path: [UInt32], with text: [UInt32]) -> Bool {
        path.count >= text.count && path[(path.count - text.count)...] == text[...]
    }

    private static func matches(_ tokens: [Token], _ path: [UInt32]) -> Bool {
        if case .character(let last)? = tokens.last, path.last != last { return false }
        var reach = Reach(path)
        for token in tokens {
            guard reach.advance(by: token, isWhole: true) else { return false }
        }
        return reach.isAtEnd
    }
}

/// The positions in a path that the tokens so far can have come to: all at once, so that no pattern
/// takes more time than its length times the path's.
private struct Reach {
    private let path: [UInt32]
    private var positions: [Bool]

    init(_ path: [UInt32]) {
        self.path = path
        self.positions = [Bool](repeating: false, count: path.count + 1)
        self.positions[0] = true
    }

    var isAtEnd: Bool { positions[path.count] }

    /// Moves on; false when no position is left. `isWhole` is false when more characters may follow the path.
    mutating func advance(by token: IgnorePattern.Token, isWhole: Bool) -> Bool {
        switch token {
        case .character(let character): step { $0 == character }
        case .anyCharacter: step { $0 != PathCharacters.slash }
        case .oneOf(let set): step { set.contains($0) }
        case .anyCharacters:
            for index in path.indices where positions[index] && path[index] != PathCharacters.slash {
                positions[index + 1] = true
            }
        case .anyDirectories: spread { $0 == PathCharacters.slash }
        case .anything: spread { _ in true }
        case .assertion(let assertion):
            for position in positions.indices where positions[position] {
                positions[position] = (!isWhole && position == path.count) || holds(assertion, at: position)
            }
        }
        return positions.contains(true)
    }

    private mutating func step(_ accepts: (UInt32) -> Bool) {
        for index in path.indices.reversed() { positions[index + 1] = positions[index] && accepts(path[index]) }
        positions[0] = false
    }

    private mutating func spread(_ accepts: (UInt32) -> Bool) {
        guard let first = positions.firstIndex(of: true) else { return }
        for index in path.indices[first...] where accepts(path[index]) { positions[index + 1] = true }
    }

    private func holds(_ assertion: IgnorePattern.Assertion, at position: Int) -> Bool {
        switch assertion {
        case .start: position == 0
        case .end: position == path.count
        case .wordBoundary: isWord(position - 1) != isWord(position)
        case .noWordBoundary: isWord(position - 1) == isWord(position)
        }
    }

    private func isWord(_ index: Int) -> Bool {
        path.indices.contains(index) && CharacterClass.word.contains(path[index])
    }
}
