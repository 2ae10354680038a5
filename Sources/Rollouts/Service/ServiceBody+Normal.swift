import AWS

extension ServiceBody {
    /// What ECS takes for a member that nobody set; equal to leaving it out.
    private static let defaults: [String: JSON] = [
        "schedulingStrategy": "REPLICA",
        "deploymentController": ["type": "ECS"],
        "enableECSManagedTags": false,
        "enableExecuteCommand": false,
        "healthCheckGracePeriodSeconds": 0,
        "propagateTags": "NONE",
        "launchType": "EC2",
        "serviceConnectConfiguration": ["enabled": false],
        "availabilityZoneRebalancing": "DISABLED",
    ]
    /// Defaults inside of members, filled in by ECS on reading.
    private static let innerDefaults: [String: [String: JSON]] = [
        "deploymentConfiguration": ["strategy": "ROLLING", "bakeTimeInMinutes": 0],
        "awsvpcConfiguration": ["assignPublicIp": "DISABLED"],
        "capacityProviderStrategy": ["base": 0, "weight": 0],
    ]
    /// Lists whose order means nothing.
    private static let unordered: Set<String> = [
        "subnets", "securityGroups", "loadBalancers", "serviceRegistries", "capacityProviderStrategy", "alarmNames",
        "placementConstraints", "services", "volumeConfigurations",
    ]

    /// Whether a member as wanted differs from the live one.
    ///
    /// Objects are compared by the members that are wanted: what ECS fills in beside them, or somebody else set,
    /// is no difference.
    static func differs(_ wanted: JSON, from live: JSON?, member: String) -> Bool {
        let wanted = normal(wanted, member: member)
        let live = live.map { normal($0, member: member) } ?? .null
        if isNothing(wanted, member: member), isNothing(live, member: member) { return false }
        // LATEST is resolved when a deployment begins; the live number says nothing about it.
        if member == "platformVersion", wanted == "LATEST" { return false }
        return restricted(live, to: wanted) != wanted
    }

    private static func isNothing(_ json: JSON, member: String) -> Bool {
        switch json {
        case .null, .object([:]), .array([]): true
        case .array, .object, .bool, .integer, .number, .string: json == defaults[member]
        }
    }

    /// A member without ECS's defaults, unordered lists sorted.
    static func normal(_ json: JSON, member: String) -> JSON {
        switch json {
        case .object(let members):
            var normal: [String: JSON] = [:]
            for (name, value) in members where value != .null {
                let value = self.normal(value, member: name)
                guard value != innerDefaults[member]?[name], value != .array([]) else { continue }
                normal[name] = value
            }
            return .object(normal)
        case .array(let elements):
            let normal = elements.map { self.normal($0, member: member) }
            guard unordered.contains(member) else { return .array(normal) }
            return .array(normal.sorted { $0.serialized().lexicographicallyPrecedes($1.serialized()) })
        case .null, .bool, .integer, .number, .string:
            return json
        }
    }

    /// The live value with only the members that are wanted, at every depth of objects.
    static func restricted(_ live: JSON, to wanted: JSON?) -> JSON {
        switch (live, wanted) {
        case (.object(let live), .object(let wanted)):
            .object(
                live.filter { wanted[$0.key] != nil }
                    .reduce(into: [:]) { $0[$1.key] = restricted($1.value, to: wanted[$1.key]) }
            )
        case (.array(let live), .array(let wanted)) where live.count == wanted.count:
            .array(zip(live, wanted).map { restricted($0, to: $1) })
        default:
            live
        }
    }
}
