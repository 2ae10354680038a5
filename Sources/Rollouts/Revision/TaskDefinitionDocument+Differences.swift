import AWS

extension TaskDefinitionDocument {
    /// Whether two documents register the same content.
    package func hasSameContent(as other: TaskDefinitionDocument) -> Bool {
        normal == other.normal && tags == other.tags
    }

    /// What this document changes against another one, by member path; environment values are never in it.
    package func differences(from old: TaskDefinitionDocument) -> [Difference] {
        DocumentComparison.taskDefinition.differences(from: old.normal, to: normal)
            + DocumentComparison.taskDefinition.differences(
                from: ["tags": .object(old.tags.mapValues { .string($0) })],
                to: ["tags": .object(tags.mapValues { .string($0) })]
            )
    }
}
