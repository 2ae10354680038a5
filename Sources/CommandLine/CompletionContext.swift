/// What of the command line is known when a value is completed.
package struct CompletionContext: Sendable, Hashable {
    /// The values of the options given so far, by long name, in order: `["pipeline": ["shipit.yaml"]]`.
    package let options: [String: [String]]
    /// The command's path without the program: `["image", "push"]`.
    package let command: [String]
}
