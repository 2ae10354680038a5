/// Why something could not be done, in the words that are shown: what failed, why, and what to do about it.
///
/// Every error of the modules below becomes one of these in `RunFailure+Errors.swift`; nothing above words an error.
package struct RunFailure: Error, Sendable, Hashable {
    /// What failed, in one line.
    package var what: String
    /// Why, as far as it is known: a line, or a few.
    package var cause: String?
    /// What to do about it.
    package var hint: String?
    /// What is worth seeing beside it, line by line: the last lines of a build, a container's log, ECS's own words.
    package var details: [String]
    /// What it means for the run; the exit code follows from it.
    package var verdict: RunSummary.Verdict

    package init(
        _ what: String,
        cause: String? = nil,
        hint: String? = nil,
        details: [String] = [],
        verdict: RunSummary.Verdict
    ) {
        self.what = what
        self.cause = cause
        self.hint = hint
        self.details = details
        self.verdict = verdict
    }
}
