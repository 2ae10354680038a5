import CommandLine

/// What is told of a failure: what failed, why, and what to do.
struct Failure: Sendable, Hashable {
    /// What failed, on what: `push auth-service to 1.dkr.ecr.eu-west-1.amazonaws.com/auth`.
    var message: String
    /// What is worth seeing beside it, line by line: the last lines of a build, a container's log.
    var details: [String] = []
    /// Why, the nearest first.
    var causes: [String] = []
    /// What to do about it.
    var hints: [String] = []
    /// A last line of its own.
    var footer: String?

    /// The lines for stderr. Texts may be anything: control characters go, further lines are indented below the first.
    func text(style: Style) -> String {
        var lines = block("error: ", .failure, message, style)
        lines += details.map { "  " + DisplayText.line($0) }
        lines += causes.flatMap { block("  cause: ", .faint, $0, style) }
        lines += hints.flatMap { block("  hint: ", .active, $0, style) }
        if let footer { lines.append(DisplayText.line(footer)) }
        return lines.map { $0 + "\n" }.joined()
    }

    private func block(_ label: String, _ role: Style.Role, _ text: String, _ style: Style) -> [String] {
        let margin = String(repeating: " ", count: label.count)
        let lines = DisplayText.lines(text)
        return (lines.isEmpty ? [""] : lines).enumerated().map { index, line in
            (index == 0 ? style.paint(label, role) : margin) + line
        }
    }
}

extension Failure {
    init(_ error: UsageError) {
        self.init(message: error.message, hints: error.hint.map { [$0] } ?? [], footer: error.pointer)
    }
}
