import Testing

@testable import Images

/// Random trees under random ignore files against the rules written down a second time, naively:
/// every path is asked about on its own, so that neither pruning nor what is remembered down the
/// tree can change what is sent.
@Suite struct ContextSelectionTests {
    @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func `pruning never changes what is sent`(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let fixture = try ContextFixture()
        try fixture.write("Dockerfile")
        for name in Self.randomTree(&random) { try fixture.write(name) }
        var everything: [String] = []
        try BuildContext(directory: fixture.path).forEachEntry { everything.append($0.path.description) }
        var narrowed = 0
        for _ in 0..<60 {
            let lines = Self.randomRules(&random)
            try fixture.write(".dockerignore", lines.joined(separator: "\n"))
            var sent: [String] = []
            try BuildContext(directory: fixture.path).forEachEntry { sent.append($0.path.description) }
            let expected = Self.expected(everything + [".dockerignore"], lines)
            #expect(sent == expected, "\(lines)")
            if sent.count < everything.count { narrowed += 1 }
        }
        #expect(narrowed > 20)
    }

    private static let names = ["a", "b", "ab", "a.b", "b.a", "c"]

    private static func randomTree(_ random: inout SplitMix) -> [String] {
        var files: [String] = []
        for _ in 0..<60 {
            let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in names.randomElement(using: &random) ?? ""
            }
            let path = parts.joined(separator: "/")
            let isTaken = files.contains { ($0 + "/").hasPrefix(path + "/") || (path + "/").hasPrefix($0 + "/") }
            if !isTaken { files.append(path) }
        }
        return files
    }

    private static func randomRules(_ random: inout SplitMix) -> [String] {
        let components = names + ["*", "a*", "*.b", "?", "[ab]", "[^a]", "**", "a\\.b"]
        return (0..<Int.random(in: 1...5, using: &random)).map { index in
            let count = Int.random(in: 1...4, using: &random)
            let pattern = (0..<count).map { _ in components.randomElement(using: &random) ?? "" }
            let isException = index > 0 && Bool.random(using: &random)
            return (isException ? "!" : "") + pattern.joined(separator: "/")
        }
    }

    private static func expected(_ paths: [String], _ lines: [String]) -> [String] {
        var included: Set<String> = ["Dockerfile", ".dockerignore"]
        for path in paths where !isExcluded(path, lines) {
            var parts = path.split(separator: "/")
            while !parts.isEmpty {
                included.insert(parts.joined(separator: "/"))
                parts.removeLast()
            }
        }
        return paths.filter(included.contains).sorted {
            $0.utf8.map { $0 == 0x2F ? 0 : $0 }.lexicographicallyPrecedes($1.utf8.map { $0 == 0x2F ? 0 : $0 })
        }
    }

    private static func isExcluded(_ path: String, _ lines: [String]) -> Bool {
        let parts = path.split(separator: "/")
        let candidates = (1...parts.count).map { Array(parts.prefix($0)) }
        var result = false
        for line in lines {
            let isException = line.hasPrefix("!")
            let pattern = line.drop { $0 == "!" }.split(separator: "/")
            if candidates.contains(where: { matches(pattern[...], $0[...]) }) { result = !isException }
        }
        return result
    }

    /// Component by component; `**` takes any number of them, but one at least at the end.
    private static func matches(_ pattern: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        let rest = pattern.dropFirst()
        if first == "**" {
            if rest.isEmpty { return !path.isEmpty }
            return path.indices.contains { matches(rest, path[$0...]) } || matches(rest, [])
        }
        guard let name = path.first, matchesName(Array(first)[...], Array(name)[...]) else { return false }
        return matches(rest, path.dropFirst())
    }

    private static func matchesName(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        let rest = pattern.dropFirst()
        switch first {
        case "*": return (name.startIndex...name.endIndex).contains { matchesName(rest, name[$0...]) }
        case "?": return !name.isEmpty && matchesName(rest, name.dropFirst())
        case "\\": return name.first == rest.first && matchesName(rest.dropFirst(), name.dropFirst())
        case "[":
            guard let end = rest.firstIndex(of: "]"), let character = name.first else { return false }
            let set = rest[..<end]
            let isMember = set.first == "^" ? !set.dropFirst().contains(character) : set.contains(character)
            return isMember && matchesName(rest[(end + 1)...], name.dropFirst())
        default: return name.first == first && matchesName(rest, name.dropFirst())
        }
    }
}

/// Reproducible randomness (Steele, Lea, Flood: "Fast splittable pseudorandom number generators").
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
