/// A pipeline file that does not stand: everything that is wrong with it, warnings included, by position.
package struct PipelineError: Error, Hashable, Sendable {
    package let diagnostics: [Diagnostic]
}
