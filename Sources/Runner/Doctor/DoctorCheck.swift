/// One thing that has to be right on this machine, and whether it is.
package struct DoctorCheck: Sendable, Hashable {
    /// What was found.
    package enum Result: Sendable, Hashable {
        /// It is, and what was found.
        case passed(String)
        case failed(RunFailure)
        /// It could not be looked at, and why.
        case skipped(String)
    }

    /// What was looked at: `Docker Engine`.
    package let name: String
    /// Whether it is right.
    package let result: Result

    package init(_ name: String, _ result: Result) {
        self.name = name
        self.result = result
    }
}
