/// One mistake or doubt about a pipeline file, with its place and what to do about it.
///
/// The texts never hold what came out of an environment variable: they show the `${…}` as written.
package struct Diagnostic: Hashable, Sendable {
    /// How bad it is: an error refuses the file, a warning is only told.
    package enum Severity: String, Sendable {
        case error
        case warning
    }

    package let severity: Severity
    /// The path as the user gave it.
    package let file: String
    package let location: SourceLocation
    /// What was expected and what was found: one sentence without a full stop.
    package let message: String
    /// What to write instead, where that can be guessed.
    package let hint: String?

    package init(severity: Severity, file: String, location: SourceLocation, message: String, hint: String? = nil) {
        self.severity = severity
        self.file = file
        self.location = location
        self.message = message
        self.hint = hint
    }
}

extension [Diagnostic] {
    /// Each one once, in the order of the file; an error before a warning at the same place.
    package var sortedByPosition: [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return filter { seen.insert($0).inserted }
            .sorted { left, right in
                guard left.location == right.location else { return left.location < right.location }
                guard left.severity == right.severity else { return left.severity == .error }
                return left.message < right.message
            }
    }

    package var hasErrors: Bool { contains { $0.severity == .error } }
}
