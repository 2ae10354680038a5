extension StopCause {
    /// One pattern of the catalogue.
    struct Rule: Sendable {
        /// Of each group at least one phrase is in the text; lower case.
        let groups: [[String]]
        let cause: StopCause

        init(
            _ name: String,
            _ weight: Weight,
            _ groups: [[String]],
            _ meaning: String,
            _ remedy: String
        ) {
            self.groups = groups
            cause = StopCause(name: name, meaning: meaning, remedy: remedy, weight: weight)
        }

        func matches(_ text: String) -> Bool {
            groups.allSatisfy { group in group.contains { text.contains($0) } }
        }
    }

    /// The first cause of the catalogue that the text fits; nil when none does.
    ///
    /// - Parameter text: ECS's words, in any case.
    static func matching(_ text: String) -> StopCause? {
        let text = text.lowercased()
        return catalogue.first { $0.matches(text) }?.cause
    }
}
