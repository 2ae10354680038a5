import AWS

/// Compares two JSON documents member by member.
struct DocumentComparison {
    /// Lists whose elements have a name: member of the element that names it, by the list's name.
    let keys: [String: String]
    /// Members whose values are not shown, wherever they stand.
    let hidden: Set<String>

    /// A task definition: containers, environment, secrets and so on by name.
    static let taskDefinition = DocumentComparison(
        keys: [
            "containerDefinitions": "name", "environment": "name", "secrets": "name", "volumes": "name",
            "portMappings": "containerPort", "ulimits": "name", "mountPoints": "containerPath",
            "systemControls": "namespace", "dependsOn": "containerName", "extraHosts": "hostname",
        ],
        hidden: ["environment"]
    )

    /// A service.
    static let service = DocumentComparison(
        keys: [
            "loadBalancers": "targetGroupArn", "serviceRegistries": "registryArn", "services": "portName",
            "capacityProviderStrategy": "capacityProvider", "volumeConfigurations": "name",
        ],
        hidden: []
    )

    func differences(from old: JSON, to new: JSON) -> [Difference] {
        compare(old, new, path: "", member: "", isHidden: false)
    }

    private func compare(_ old: JSON?, _ new: JSON?, path: String, member: String, isHidden: Bool) -> [Difference] {
        guard old != new else { return [] }
        let conceal = isHidden || isSecret(member)
        if let before = members(old, beside: new), let after = members(new, beside: old) {
            return Set(before.keys).union(after.keys).sorted().flatMap { name in
                let path = path.isEmpty ? name : "\(path).\(name)"
                return compare(before[name], after[name], path: path, member: name, isHidden: conceal)
            }
        }
        if let key = keys[member], let before = named(old, by: key), let after = named(new, by: key) {
            return Set(before.keys).union(after.keys).sorted().flatMap { name in
                conceal
                    ? leaf(before[name], after[name], path: "\(path)[\(name)]", isHidden: true)
                    : compare(before[name], after[name], path: "\(path)[\(name)]", member: "", isHidden: false)
            }
        }
        return leaf(old, new, path: path, isHidden: conceal)
    }

    private func leaf(_ old: JSON?, _ new: JSON?, path: String, isHidden: Bool) -> [Difference] {
        switch (old, new) {
        case (nil, nil): []
        case (nil, .some(let new)): [Difference(path, isHidden ? .hidden(.added) : .added(text(new)))]
        case (.some(let old), nil): [Difference(path, isHidden ? .hidden(.removed) : .removed(text(old)))]
        case (.some(let old), .some(let new)):
            old == new
                ? []
                : [Difference(path, isHidden ? .hidden(.changed) : .changed(from: text(old), to: text(new)))]
        }
    }

    /// Environment variables, and what a log driver's options call a token or a password.
    private func isSecret(_ member: String) -> Bool {
        let name = member.lowercased()
        return hidden.contains(member) || name.contains("token") || name.contains("password")
    }

    /// An object's members; none for what is absent beside an object, so that its members are told one by one.
    private func members(_ json: JSON?, beside other: JSON?) -> [String: JSON]? {
        guard let json else { return other?.object == nil ? nil : [:] }
        return json.object
    }

    /// A list as a dictionary by its elements' names; nil when they have none, or not each its own.
    private func named(_ list: JSON?, by key: String) -> [String: JSON]? {
        guard let elements = list.map({ $0.array }) ?? [] else { return nil }
        var byName: [String: JSON] = [:]
        for element in elements {
            guard let name = element[key]?.string ?? element[key]?.integer.map({ "\($0)" }),
                byName.updateValue(element, forKey: name) == nil
            else { return nil }
        }
        return byName
    }

    /// A value as a person reads it, with whatever an environment inside it holds left out.
    private func text(_ json: JSON) -> String {
        json.string ?? String(decoding: concealed(json).serialized(), as: UTF8.self)
    }

    private func concealed(_ json: JSON) -> JSON {
        switch json {
        case .object(let members):
            .object(
                Dictionary(
                    uniqueKeysWithValues: members.map { name, value in
                        (name, isSecret(name) ? "(hidden)" : concealed(value))
                    }
                )
            )
        case .array(let elements): .array(elements.map { concealed($0) })
        case .null, .bool, .integer, .number, .string: json
        }
    }
}
