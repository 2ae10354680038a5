/// A scalar as written. What it means depends on who asks: a place for a string takes `text` as it stands
/// (`1.10` stays `1.10`), any other place reads a plain one by the core schema.
struct YAMLScalar: Hashable, Sendable {
    let text: String
    /// Written without quotes and not as a block: only such a scalar can be a number, a boolean or null.
    let isPlain: Bool
    /// Whether the text stands in the file character by character, from `textColumn` on.
    var textColumn: Int?
}
