/// Finds what a mistyped word was meant to be.
package enum Suggestion {
    /// The candidate nearest to the word, nil when none is near.
    ///
    /// Near is an edit distance of at most a third of the word's length, and at least one; among equals the first wins.
    /// A swap of neighbouring letters counts as one edit. Upper and lower case count as the same. Where none is near,
    /// the only candidate that begins with the word is meant.
    package static func closest(to word: String, among candidates: some Sequence<String>) -> String? {
        nearest(to: word, among: candidates) ?? completion(of: word, among: candidates)
    }

    private static func completion(of word: String, among candidates: some Sequence<String>) -> String? {
        let longer = candidates.filter { $0 != word && $0.hasPrefix(word) }
        guard word.drop(while: { $0 == "-" }).count > 1, longer.count == 1 else { return nil }
        return longer.first
    }

    private static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let limit = max(1, word.count / 3)
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where candidate != word {
            let distance = distance(word.lowercased(), candidate.lowercased())
            // One edit turns any single letter into any other: that is no resemblance.
            guard distance <= limit, distance < max(word.count, candidate.count) else { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// The optimal string alignment distance: insertions, deletions, replacements, swaps of neighbours.
    static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left)
        let right = Array(right)
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var least = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    least = min(least, beforeLast[column - 2] + 1)
                }
                current.append(least)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
