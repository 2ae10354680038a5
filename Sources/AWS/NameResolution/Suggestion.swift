/// Finds the names that somebody may have meant.
enum Suggestion {
    /// The names close to a misspelt one, the closest first, at most three.
    ///
    /// Close is an edit distance of at most a third of the length, or one name within the other.
    static func closest(to name: String, among names: some Sequence<String>) -> [String] {
        let wanted = Array(name.lowercased().utf8)
        let ranked = Set(names).compactMap { candidate -> (distance: Int, name: String)? in
            let distance = distance(wanted, Array(candidate.lowercased().utf8))
            let isPart =
                name.count > 2
                && (candidate.lowercased().contains(name.lowercased())
                    || (candidate.count > 2 && name.lowercased().contains(candidate.lowercased())))
            return distance <= max(1, wanted.count / 3) || isPart ? (distance, candidate) : nil
        }
        return ranked.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(3).map(\.name)
    }

    /// The edits between two texts: a byte more, less or other, or two neighbours exchanged.
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for (index, byte) in one.enumerated() {
            var row = [index + 1]
            for (column, candidate) in other.enumerated() {
                var edits = min(last[column] + (candidate == byte ? 0 : 1), last[column + 1] + 1, row[column] + 1)
                if index > 0, column > 0, byte == other[column - 1], one[index - 1] == candidate {
                    edits = min(edits, beforeLast[column - 1] + 1)
                }
                row.append(edits)
            }
            (beforeLast, last) = (last, row)
        }
        return last[other.count]
    }
}
