import AWS

/// What a service is to be: a body in AWS's member names, and what of it is sent to create or to update.
package struct ServiceBody: Hashable, Sendable {
    /// AWS's members, unknown ones included; without those that shipit fills in itself.
    let body: JSON

    /// Members that CreateService takes and UpdateService does not (API reference, "UpdateService").
    static let fixedMembers: Set<String> = ["launchType", "schedulingStrategy", "role"]
    /// Members that shipit fills in itself, or that have a way of their own.
    static let ownMembers: Set<String> = [
        "cluster", "service", "serviceName", "taskDefinition", "desiredCount", "clientToken", "forceNewDeployment",
        "tags",
    ]
    /// The count of the body, used only when the service is created.
    let desiredCount: Int?
    let tags: [String: String]

    package init(_ document: JSON) {
        let members = document.object ?? [:]
        body = .object(members.filter { !Self.ownMembers.contains($0.key) })
        desiredCount = members["desiredCount"]?.integer
        tags = ECSTags.read(members["tags"])
    }

    /// What CreateService is sent.
    ///
    /// One task when no count is given; none for a daemon, which has one on each instance.
    func creation(name: String, revision: TaskDefinitionARN, desiredCount asked: Int?) -> JSON {
        var creation = body
        creation["serviceName"] = .string(name)
        creation["taskDefinition"] = .string(revision.text)
        if body["schedulingStrategy"] != "DAEMON" {
            creation["desiredCount"] = .integer(Int64(asked ?? desiredCount ?? 1))
        }
        if !tags.isEmpty { creation["tags"] = ECSTags.write(tags) }
        return creation
    }

    /// What UpdateService is sent: the members that differ from the live service.
    ///
    /// - Throws: `RolloutError` of kind `refused` that names every member that cannot be changed in place.
    func update(of service: ECSService) throws -> [String: JSON] {
        let changed = (body.object ?? [:]).filter { name, wanted in
            Self.differs(wanted, from: Self.live(name, of: service), member: name)
        }
        let fixed = changed.keys.filter { isFixed($0, of: service) }.sorted()
        guard fixed.isEmpty else {
            throw RolloutError(
                .refused,
                operation: "change the service",
                subject: service.name,
                cause: "ECS cannot change \(fixed.joined(separator: ", ")) of a service that exists",
                hint: "Leave it as it is live, or delete the service and let shipit create it anew."
            )
        }
        return changed
    }

    /// What an update would change, by member path.
    func differences(from service: ECSService) -> [Difference] {
        let names = (body.object ?? [:]).keys
        var old: [String: JSON] = [:]
        var new: [String: JSON] = [:]
        for name in names {
            guard let wanted = body[name], Self.differs(wanted, from: Self.live(name, of: service), member: name)
            else { continue }
            let live = Self.live(name, of: service)
            new[name] = Self.normal(wanted, member: name)
            // What the live service has beside what was asked for is not about to change.
            old[name] = live.map { Self.normal($0, member: name) }.map { Self.restricted($0, to: new[name]) }
        }
        return DocumentComparison.service.differences(from: .object(old), to: .object(new))
    }

    private func isFixed(_ member: String, of service: ECSService) -> Bool {
        if Self.fixedMembers.contains(member) { return true }
        // A deployment controller can become ECS, and nothing else (API reference, "UpdateService").
        return member == "deploymentController" && body[member]?["type"] != "ECS"
    }

    /// A member as it is live; some (Service Connect, volumes, Lattice) stand only in the primary deployment.
    private static func live(_ member: String, of service: ECSService) -> JSON? {
        if member == "role" { return service.document["role"] ?? service.document["roleArn"] }
        return service.document[member] ?? service.primary?.document[member]
    }
}
