/// The ARN of one revision of a task definition: `arn:PARTITION:ecs:REGION:ACCOUNT:task-definition/FAMILY:REVISION`.
package struct TaskDefinitionARN: Hashable, Sendable, CustomStringConvertible {
    /// The whole ARN.
    package let text: String
    /// The family's name.
    package let family: String
    /// The revision's number; ECS never uses one twice.
    package let revision: Int

    /// Reads an ARN; nil when it is not one of a task definition's revision.
    package init?(_ text: String) {
        guard text.hasPrefix("arn:"), let slash = text.firstIndex(of: "/"),
            text[..<slash].hasSuffix(":task-definition"), let colon = text.lastIndex(of: ":"), colon > slash,
            let revision = Int(text[text.index(after: colon)...]), revision > 0
        else { return nil }
        let family = text[text.index(after: slash)..<colon]
        guard !family.isEmpty else { return nil }
        self.text = text
        self.family = String(family)
        self.revision = revision
    }

    /// `FAMILY:REVISION`, as people and ECS's other operations write it.
    package var short: String { "\(family):\(revision)" }

    package var description: String { short }

    /// Another revision of the same family.
    package func revision(_ number: Int) -> TaskDefinitionARN? {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        return TaskDefinitionARN("\(text[...slash])\(family):\(number)")
    }
}
