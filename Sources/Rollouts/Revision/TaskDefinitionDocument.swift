import AWS

/// A task definition that can be registered: AWS's own member names, nothing lost, tags apart.
package struct TaskDefinitionDocument: Hashable, Sendable {
    /// The body without tags.
    package private(set) var body: JSON
    /// The user's own tags; shipit's are added when it is registered.
    package private(set) var tags: [String: String]

    /// The members that DescribeTaskDefinition shows and RegisterTaskDefinition does not take.
    static let readOnlyMembers: Set<String> = [
        "taskDefinitionArn", "revision", "status", "requiresAttributes", "compatibilities", "registeredAt",
        "registeredBy", "deregisteredAt", "deleteRequestedAt",
    ]

    /// A document from a template in AWS's member names, or from what DescribeTaskDefinition printed.
    ///
    /// - Throws: `RolloutError` of kind `refused` when it has no family or no containers.
    package init(template: JSON) throws {
        // The CLI prints `{"taskDefinition": {…}, "tags": […]}`; people keep that as their template.
        let document = template["taskDefinition"] ?? template
        let tags = ECSTags.read(template["taskDefinition"] == nil ? document["tags"] : template["tags"])
        try self.init(document, tags: tags)
    }

    /// A document from a revision, to be registered again.
    package init(_ registered: RegisteredTaskDefinition) throws {
        try self.init(registered.document, tags: registered.tags)
    }

    private init(_ document: JSON, tags: [String: String]) throws {
        guard case .object(let members) = document, let family = members["family"]?.string, !family.isEmpty else {
            throw Self.refusal(of: "the task definition", "it has no family")
        }
        guard let containers = members["containerDefinitions"]?.array, !containers.isEmpty else {
            throw Self.refusal(of: family, "it has no containerDefinitions")
        }
        body = .object(members.filter { !Self.readOnlyMembers.contains($0.key) && $0.key != "tags" })
        // Tags of `aws:` are AWS's own and cannot be sent.
        self.tags = tags.filter { !$0.key.hasPrefix(Release.prefix) && !$0.key.hasPrefix("aws:") }
    }

    package var family: String { body["family"]?.string ?? "" }

    package var containerNames: [String] {
        (body["containerDefinitions"]?.array ?? []).compactMap { $0["name"]?.string }
    }

    /// Sets the images of the named containers and leaves every other as it is.
    ///
    /// - Throws: `RolloutError` of kind `refused` for a container that is not there.
    package func settingImages(_ images: [String: String]) throws -> TaskDefinitionDocument {
        let names = containerNames
        if let unknown = images.keys.sorted().first(where: { !names.contains($0) }) {
            throw Self.refusal(
                of: family,
                "it has no container \"\(unknown)\"",
                hint: "Its containers are: \(names.joined(separator: ", "))."
            )
        }
        var changed = self
        changed.body["containerDefinitions"] = .array(
            (body["containerDefinitions"]?.array ?? []).map { container in
                guard let image = container["name"]?.string.flatMap({ images[$0] }) else { return container }
                var container = container
                container["image"] = .string(image)
                return container
            }
        )
        return changed
    }

    /// What RegisterTaskDefinition is sent: the body, the user's tags, and shipit's.
    ///
    /// - Throws: `RolloutError` of kind `refused` when there are more tags than ECS's fifty.
    package func registration(_ release: Release) throws -> JSON {
        let all = tags.merging(release.tags) { _, ours in ours }
        guard all.count <= Release.limit else {
            throw Self.refusal(
                of: family,
                "it would have \(all.count) tags, and ECS allows \(Release.limit)",
                hint: "Keep at most \(Release.limit - release.tags.count) tags of your own."
            )
        }
        var body = body
        body["tags"] = ECSTags.write(all)
        return body
    }

    private static func refusal(of subject: String, _ cause: String, hint: String? = nil) -> RolloutError {
        RolloutError(.refused, operation: "use the task definition", subject: subject, cause: cause, hint: hint)
    }
}
