/// A terminal small enough to be trusted: it knows what `LiveView` may use, and nothing else.
struct Screen {
    let columns: Int
    let rows: Int
    /// All lines since the start; the last `rows` of them are visible.
    private(set) var lines: [[Character]] = [[]]
    private(set) var isCursorHidden = false
    /// Whatever was written that it does not know.
    private(set) var unknown: [String] = []
    private var row = 0
    private var column = 0

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    /// The screen's text with what has scrolled off, without spaces and empty lines at the end.
    var text: String {
        var texts = lines.map { String($0).trimmedAtEnd }
        while texts.last?.isEmpty == true { texts.removeLast() }
        return texts.joined(separator: "\n")
    }

    mutating func write(_ text: String) {
        var rest = Array(text.unicodeScalars)[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\n": newLine()
            case "\r": column = 0
            case "\u{1B}":
                let end = rest.firstIndex { ("@"..."~").contains($0) && $0 != "[" } ?? rest.endIndex - 1
                control(String(String.UnicodeScalarView(rest[...end])))
                rest = rest[(end + 1)...]
            default: put(Character(scalar))
            }
        }
    }

    private mutating func control(_ sequence: String) {
        switch sequence {
        case "[?25l": isCursorHidden = true
        case "[?25h": isCursorHidden = false
        case "[J":
            lines.removeSubrange((row + 1)...)
            lines[row].removeSubrange(min(column, lines[row].count)...)
        case let up where up.hasPrefix("[") && up.hasSuffix("A"):
            let top = max(0, lines.count - rows)
            row = max(top, row - (Int(up.dropFirst().dropLast()) ?? 1))
        case let color where color.hasPrefix("[") && color.hasSuffix("m"): break
        default: unknown.append(sequence)
        }
    }

    private mutating func newLine() {
        row += 1
        column = 0
        if row == lines.count { lines.append([]) }
    }

    private mutating func put(_ character: Character) {
        if column == columns { newLine() }
        while lines[row].count <= column { lines[row].append(" ") }
        lines[row][column] = character
        column += 1
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
