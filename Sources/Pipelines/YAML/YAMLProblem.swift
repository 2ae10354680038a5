/// What is wrong with a YAML text, before any of it was understood as a pipeline.
struct YAMLProblem: Error, Hashable {
    let location: SourceLocation
    let message: String
    var hint: String?
}
