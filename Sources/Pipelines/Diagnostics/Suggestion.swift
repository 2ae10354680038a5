/// Finds the word that was probably meant.
enum Suggestion {
    /// The nearest word within max(1, length/3) edits, so that short names do not attract nonsense.
    static func nearest(to name: String, among words: some Sequence<String>) -> String? {
        let limit = max(1, name.count / 3)
        var best: (word: String, distance: Int)?
        for word in words.sorted() where word != name {
            let distance = word.lowercased() == name.lowercased() ? 0 : editDistance(name, word)
            if distance <= min(limit, (best?.distance ?? .max) - 1) {
                best = (word, distance)
            }
        }
        return best?.word
    }

    /// A hint for a diagnostic, when there is a near word.
    static func hint(for name: String, among words: some Sequence<String>) -> String? {
        nearest(to: name, among: words).map { "did you mean '\($0)'?" }
    }

    /// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
    private static func editDistance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, a) in left.enumerated() {
            var current = [row + 1]
            for (column, b) in right.enumerated() {
                var cost = min(last[column + 1] + 1, current[column] + 1, last[column] + (a == b ? 0 : 1))
                if row > 0, column > 0, a == right[column - 1], left[row - 1] == b {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
