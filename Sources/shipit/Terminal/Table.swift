/// Rows of text set in aligned columns.
struct Table: Sendable {
    struct Column: Sendable {
        let title: String
        var isNumeric = false
        /// Whether it may be cut where the terminal is too narrow.
        var isFlexible = false
    }

    struct Cell: Sendable, ExpressibleByStringLiteral {
        let text: String
        let role: Style.Role?

        init(_ text: String, _ role: Style.Role? = nil) {
            self.text = DisplayText.line(text)
            self.role = role
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    let columns: [Column]
    var rows: [[Cell]] = []

    /// The table with its titles, a line each; empty without rows, so that an empty list prints nothing.
    ///
    /// - Parameter width: The terminal's columns, nil elsewhere: then nothing is cut, since scripts read it.
    func text(width: Int?, style: Style = .plain, marks: Marks = .unicode) -> String {
        guard !rows.isEmpty else { return "" }
        let titles = columns.map { Cell($0.title, .heading) }
        let widths = columnWidths(width, [titles] + rows)
        return ([titles] + rows).map { line($0, widths, style, marks) + "\n" }.joined()
    }

    private func line(_ cells: [Cell], _ widths: [Int], _ style: Style, _ marks: Marks) -> String {
        var line = ""
        var gap = 0
        for (index, cell) in cells.enumerated() where index < columns.count {
            let text = cell.text.fitted(to: widths[index], ellipsis: marks.ellipsis)
            let space = widths[index] - text.displayWidth
            let before = columns[index].isNumeric ? space : 0
            if !text.isEmpty {
                line += String(repeating: " ", count: gap + before)
                line += cell.role.map { style.paint(text, $0) } ?? text
                gap = 0
            } else {
                gap += before
            }
            gap += space - before + 2
        }
        return line
    }

    /// Natural widths, and flexible columns narrowed, the widest first, until all fits or they are eight wide.
    private func columnWidths(_ width: Int?, _ lines: [[Cell]]) -> [Int] {
        var widths = columns.indices.map { column in
            lines.map { column < $0.count ? $0[column].text.displayWidth : 0 }.max() ?? 0
        }
        guard let width else { return widths }
        var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - width
        while excess > 0 {
            let flexible = columns.indices.filter { columns[$0].isFlexible && widths[$0] > 8 }
            guard let widest = flexible.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            excess -= 1
        }
        return widths
    }
}
