/// A word for a parameter, before it becomes a value.
struct Assignment {
    /// The parameter's index among its command's bindings.
    let index: Int
    /// For a flag `true` or `false`.
    let word: String

    /// A record with all its words in place.
    ///
    /// - Throws: What is missing, given twice, empty, or no value of its type.
    static func fill<Root: OptionGroup>(
        _ bindings: [Binding<Root>],
        with assignments: [Assignment]
    ) throws(UsageError.Problem) -> Root {
        let parts = bindings.flatMap(\.parts)
        var root = Root()
        var given: Set<Int> = []
        for assignment in assignments {
            let part = parts[assignment.index]
            guard !assignment.word.isEmpty else { throw .emptyValue(part.parameter) }
            guard given.insert(assignment.index).inserted || part.parameter.isRepeated else {
                throw .givenTwice(part.parameter)
            }
            guard part.assign(&root, assignment.word) else { throw .invalidValue(assignment.word, part.parameter) }
        }
        let missing = parts.indices.filter { parts[$0].parameter.isRequired && !given.contains($0) }
        guard missing.isEmpty else { throw .missing(missing.map { parts[$0].parameter }) }
        return root
    }
}
