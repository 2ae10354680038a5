/// A line in the making: pieces of text, each in its role.
struct StyledLine: Sendable {
    private var pieces: [(text: String, role: Style.Role?)] = []

    /// Adds a piece; control characters go.
    mutating func add(_ text: String, _ role: Style.Role? = nil) {
        pieces.append((DisplayText.line(text), role))
    }

    /// The columns it takes.
    var width: Int { pieces.reduce(0) { $0 + $1.text.displayWidth } }

    /// The line with its colours, cut to a width where one is given.
    func text(_ style: Style, width: Int? = nil, ellipsis: String = "…") -> String {
        var left = width ?? .max
        var line = ""
        for (text, role) in pieces {
            guard left > 0 else { break }
            let fitted = width == nil ? text : text.fitted(to: left, ellipsis: ellipsis)
            left -= fitted.displayWidth
            line += role.map { style.paint(fitted, $0) } ?? fitted
            if fitted != text { break }
        }
        return line
    }
}
