/// Why the builder gave up, with what a person needs to find the cause.
package struct BuildFailure: Hashable, Sendable {
    /// The builder's own words.
    package let message: String
    /// The step that failed; nil when it was none, such as for a Dockerfile that cannot be parsed.
    package let step: BuildStep?
    /// The step's last lines of output, oldest first; at most `BuildTracker.tailLength`.
    package let output: [String]
    /// The exit status of a RUN.
    package let exitCode: Int?
    /// What went wrong when the engine asked for credentials.
    package var sessionProblem: String?

    package init(message: String, step: BuildStep? = nil, output: [String] = [], exitCode: Int? = nil) {
        self.message = message
        self.step = step
        self.output = output
        self.exitCode = exitCode
    }
}
