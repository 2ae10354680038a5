import Runner

/// A run of which only warnings are told.
struct QuietView: Sendable {
    let style: Style

    /// The line that an event adds, if it does.
    func receive(_ event: Event) -> String {
        guard case .warning(let service, let text) = event else { return "" }
        var line = StyledLine()
        line.add("warning: ", .warning)
        line.add((service.map { $0 + ": " } ?? "") + text)
        return line.text(style) + "\n"
    }
}
