/// The signs before lines.
struct Marks: Sendable, Hashable {
    let done: String
    let skipped: String
    let failed: String
    let warning: String
    /// One after the other, ten a second.
    let spinner: [String]
    let ellipsis: String

    static let unicode = Marks(
        done: "✓",
        skipped: "-",
        failed: "✗",
        warning: "!",
        spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"],
        ellipsis: "…"
    )

    static let ascii = Marks(
        done: "+",
        skipped: "-",
        failed: "x",
        warning: "!",
        spinner: ["|", "/", "-", "\\"],
        ellipsis: "~"
    )
}
