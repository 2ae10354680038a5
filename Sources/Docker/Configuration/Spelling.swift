/// Which known name was probably meant.
enum Spelling {
    /// The name that the fewest edits make of another, when these are few for its length.
    static func nearest(to name: String, in known: [String]) -> String? {
        let distances = known.map { (name: $0, distance: distance(Array(name), Array($0))) }
        guard let nearest = distances.min(by: { $0.distance < $1.distance }) else { return nil }
        return nearest.distance <= max(1, name.count / 3) ? nearest.name : nil
    }

    /// Levenshtein's distance, one row at a time.
    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (index, character) in one.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in other.indices {
                let replaced = diagonal + (other[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(replaced, row[column] + 1, diagonal + 1)
            }
        }
        return row[other.count]
    }
}
