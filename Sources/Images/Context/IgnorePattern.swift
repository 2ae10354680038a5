/// One pattern of an ignore file, without its `!`.
///
/// The rules are those of moby's `patternmatcher`, which BuildKit applies: Go's `filepath.Match`
/// over the whole path, and `**` for any number of components.
struct IgnorePattern: Sendable, Hashable {
    /// What moby distinguishes before it resorts to a regular expression, and what differs in meaning:
    /// `**foo` ends any path, `**foo*` begins a component.
    enum Form: Sendable, Hashable {
        case exact([UInt32])
        /// `x**`: everything that begins so.
        case prefix([UInt32])
        /// `**x`: everything that ends so; `**/x` is also `x` at the root.
        case suffix([UInt32])
        case glob([Token])
    }

    enum Token: Sendable, Hashable {
        case character(UInt32)
        /// `?`: one character that is no slash.
        case anyCharacter
        /// `*`: any number of characters that are no slash.
        case anyCharacters
        /// `**/`: nothing, or anything that ends in a slash.
        case anyDirectories
        /// `**` at the end.
        case anything
        case oneOf(CharacterClass)
        case assertion(Assertion)
    }

    /// What the regular expressions behind the patterns let through unnoticed: a `^`, which anchors
    /// beside a wildcard, and `\b`, which is what a Windows path such as `bin\build` holds.
    enum Assertion: Sendable, Hashable {
        case start
        case end
        case wordBoundary
        case noWordBoundary
    }

    let form: Form
}
