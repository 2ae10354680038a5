/// Whether a stream is coloured, decided once; and what the colours mean.
struct Style: Sendable, Hashable {
    /// Roles rather than colours, so that a meaning looks the same everywhere.
    enum Role: String, Sendable, Hashable, CaseIterable {
        case heading = "1"
        case success = "32"
        case failure = "31"
        case warning = "33"
        /// What runs right now.
        case active = "36"
        /// What is there for those who look for it.
        case faint = "2"
    }

    static let plain = Style(isColored: false)

    let isColored: Bool

    /// The text in a role's colour, or as it is. The text must not hold escape sequences of its own.
    func paint(_ text: String, _ role: Role) -> String {
        isColored && !text.isEmpty ? "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m" : text
    }
}
