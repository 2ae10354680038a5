/// The last lines of a step's output.
///
/// The two streams of a program reach the builder on separate ways, so that what it wrote to standard error
/// at last may come before what it wrote to standard output long before. The last lines of standard error
/// tell most, and are kept however much of the other follows.
struct OutputTail {
    private struct Line {
        let position: Int
        let text: String
    }

    /// How many lines of standard error have their place.
    private static let reserved = BuildTracker.tailLength / 3

    private var output: [Line] = []
    private var errors: [Line] = []
    private var count = 0

    /// At most `BuildTracker.tailLength` lines, in the order in which they came.
    var lines: [String] {
        let kept = errors.suffix(Self.reserved)
        let others = (output + errors.dropLast(kept.count)).sorted { $0.position < $1.position }
        return (others.suffix(BuildTracker.tailLength - kept.count) + kept)
            .sorted { $0.position < $1.position }.map(\.text)
    }

    mutating func append(_ lines: [String], isError: Bool) {
        let numbered = lines.enumerated().map { Line(position: count + $0.offset, text: $0.element) }
        count += lines.count
        if isError {
            errors = (errors + numbered).suffix(BuildTracker.tailLength)
        } else {
            output = (output + numbered).suffix(BuildTracker.tailLength)
        }
    }
}
