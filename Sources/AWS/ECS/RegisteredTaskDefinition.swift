import FoundationEssentials

/// A revision of a task definition as ECS keeps it, with its tags.
package struct RegisteredTaskDefinition: Hashable, Sendable {
    package let arn: TaskDefinitionARN
    /// `ACTIVE`, `INACTIVE` or `DELETE_IN_PROGRESS`.
    package let status: String
    package let registeredAt: Date?
    package let registeredBy: String?
    package let tags: [String: String]
    /// ECS's `taskDefinition`, read-only members included.
    package let document: JSON

    /// Reads an answer of DescribeTaskDefinition or RegisterTaskDefinition.
    package init?(_ answer: JSON) {
        guard let document = answer["taskDefinition"],
            let arn = document["taskDefinitionArn"]?.string.flatMap({ TaskDefinitionARN($0) })
        else { return nil }
        self.arn = arn
        status = document["status"]?.string ?? "ACTIVE"
        registeredAt = document["registeredAt"]?.date
        registeredBy = document["registeredBy"]?.string
        tags = ECSTags.read(answer["tags"])
        self.document = document
    }

    package var isActive: Bool { status == "ACTIVE" }
}
