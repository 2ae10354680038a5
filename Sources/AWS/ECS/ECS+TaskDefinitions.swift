extension ECS {
    /// Registers a revision from a body in AWS's member names, tags included.
    package func registerTaskDefinition(_ body: JSON) async throws -> RegisteredTaskDefinition {
        let answer = try await call(.ecs, "RegisterTaskDefinition", body)
        guard let registered = RegisteredTaskDefinition(answer) else {
            throw ECSAnswerError(operation: "RegisterTaskDefinition", member: "taskDefinition")
        }
        return registered
    }

    /// A revision with its tags.
    ///
    /// - Parameter name: An ARN, `family:revision`, or a family for its newest active revision.
    package func describeTaskDefinition(_ name: String) async throws -> RegisteredTaskDefinition {
        let answer = try await send("DescribeTaskDefinition", ["taskDefinition": .string(name), "include": ["TAGS"]])
        guard let registered = RegisteredTaskDefinition(answer) else {
            throw ECSAnswerError(operation: "DescribeTaskDefinition", member: "taskDefinition")
        }
        return registered
    }

    /// The active revisions of exactly this family, newest first.
    ///
    /// The family is compared here too: emulators take `familyPrefix` for a prefix.
    package func listTaskDefinitions(family: String, limit: Int) async throws -> [TaskDefinitionARN] {
        let names = try await pages(
            "ListTaskDefinitions",
            [
                "familyPrefix": .string(family), "status": "ACTIVE", "sort": "DESC",
                "maxResults": 100,
            ],
            of: "taskDefinitionArns"
        )
        return names.compactMap { $0.string.flatMap { TaskDefinitionARN($0) } }
            .filter { $0.family == family }
            .sorted { $0.revision > $1.revision }
            .prefix(limit)
            .map { $0 }
    }

    /// Adds tags to a task definition's revision, a service, a task or a cluster; tags of the same key are replaced.
    package func tagResource(_ arn: String, _ tags: [String: String]) async throws {
        _ = try await send("TagResource", ["resourceArn": .string(arn), "tags": ECSTags.write(tags)])
    }
}
