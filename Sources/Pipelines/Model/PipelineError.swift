/// A pipeline file that does not stand: everything that is wrong with it, warnings included, by position.
package struct PipelineError: Error, Hashable, Sendable {
    package let diagnostics: [Diagnostic]
}

extension PipelineError: CustomStringConvertible {
    /// One line for each; `diagnostics.rendered(in:)` makes the screen with the lines of the file.
    package var description: String {
        diagnostics.map(\.headline).joined(separator: "\n")
    }
}
