import AWS

extension TaskDefinitionDocument {
    /// The document with ECS's defaults and orders taken away, so that equal content compares equal.
    ///
    /// ECS fills in `cpu: 0`, `essential: true`, `hostPort`, and empty lists when it registers; the order of
    /// environment, secrets and the like has no meaning; the user's own tags count, shipit's do not.
    var normal: JSON {
        var normal = Self.withoutEmpty(body)
        // An emulator fills roles and modes that nobody set with the empty text.
        for (member, value) in normal.object ?? [:] where value == "" { normal[member] = nil }
        if let containers = normal["containerDefinitions"]?.array {
            let mode = normal["networkMode"]?.string
            normal["containerDefinitions"] = .array(
                containers.map { Self.normalContainer($0, networkMode: mode) }
            )
        }
        normal["requiresCompatibilities"] = normal["requiresCompatibilities"].map { Self.sorted($0) }
        normal["volumes"] = normal["volumes"].map { Self.sorted($0, by: "name") }
        normal["placementConstraints"] = normal["placementConstraints"].map { Self.sorted($0) }
        for member in ["cpu", "memory"] {
            normal[member] = normal[member].map { Self.size($0) }
        }
        if normal["networkMode"] == "bridge" { normal["networkMode"] = nil }
        if normal["enableFaultInjection"] == false { normal["enableFaultInjection"] = nil }
        if normal["runtimePlatform"]?["operatingSystemFamily"] == "LINUX" {
            normal["runtimePlatform"]?["operatingSystemFamily"] = nil
        }
        if normal["runtimePlatform"]?["cpuArchitecture"] == "X86_64" {
            normal["runtimePlatform"]?["cpuArchitecture"] = nil
        }
        return Self.withoutEmpty(normal)
    }

    private static func normalContainer(_ container: JSON, networkMode: String?) -> JSON {
        var normal = container
        if normal["cpu"] == 0 { normal["cpu"] = nil }
        if normal["essential"] == true { normal["essential"] = nil }
        for member in [
            "disableNetworking", "privileged", "readonlyRootFilesystem", "interactive", "pseudoTerminal",
        ] where normal[member] == false {
            normal[member] = nil
        }
        for member in ["environment", "secrets", "ulimits", "systemControls"] {
            normal[member] = normal[member].map { sorted($0, by: member == "systemControls" ? "namespace" : "name") }
        }
        if let ports = normal["portMappings"]?.array {
            normal["portMappings"] = .array(
                ports.map { normalPort($0, networkMode: networkMode) }.sorted { $0.serialized() < $1.serialized() }
            )
        }
        for member in ["mountPoints", "volumesFrom"] {
            normal[member] = normal[member]?.array.map { .array($0.map { droppingFalse("readOnly", of: $0) }) }
        }
        if let check = normal["healthCheck"] { normal["healthCheck"] = normalHealthCheck(check) }
        if let log = normal["logConfiguration"] { normal["logConfiguration"] = withoutEmpty(log) }
        return withoutEmpty(normal)
    }

    private static func normalPort(_ port: JSON, networkMode: String?) -> JSON {
        var normal = port
        if normal["protocol"] == "tcp" || normal["protocol"] == nil { normal["protocol"] = nil }
        // With awsvpc and host the two are always equal; with bridge 0 asks for any port.
        if normal["hostPort"] == normal["containerPort"], networkMode == "awsvpc" || networkMode == "host" {
            normal["hostPort"] = nil
        }
        if normal["hostPort"] == 0, networkMode != "awsvpc", networkMode != "host" { normal["hostPort"] = nil }
        return normal
    }

    private static func normalHealthCheck(_ check: JSON) -> JSON {
        var normal = check
        for (member, value) in [("interval", 30), ("timeout", 5), ("retries", 3), ("startPeriod", 0)]
            as [(String, JSON)]
        where normal[member] == value {
            normal[member] = nil
        }
        return normal
    }

    private static func droppingFalse(_ member: String, of object: JSON) -> JSON {
        var object = object
        if object[member] == false { object[member] = nil }
        return object
    }

    /// `"1 vCPU"` and `"1024"`, `"2 GB"` and `"2048"` are the same to ECS; so is a number.
    private static func size(_ value: JSON) -> JSON {
        if let number = value.integer { return .string("\(number)") }
        guard let text = value.string else { return value }
        let parts = text.split(separator: " ").map { $0.lowercased() }
        guard parts.count == 2, let number = Double(parts[0]), ["vcpu", "gb"].contains(parts[1]) else { return value }
        return Int(exactly: number * 1024).map { .string("\($0)") } ?? value
    }

    private static func sorted(_ list: JSON, by member: String? = nil) -> JSON {
        guard let elements = list.array else { return list }
        return .array(
            elements.sorted { first, second in
                let firstKey = member.flatMap { first[$0]?.string } ?? ""
                let secondKey = member.flatMap { second[$0]?.string } ?? ""
                return firstKey == secondKey ? first.serialized() < second.serialized() : firstKey < secondKey
            }
        )
    }

    /// Without members that say nothing: null, and empty lists and objects.
    static func withoutEmpty(_ json: JSON) -> JSON {
        guard case .object(let members) = json else { return json }
        return .object(
            members.compactMapValues { value in
                switch value {
                case .null: nil
                case .array(let elements): elements.isEmpty ? nil : .array(elements.map { withoutEmpty($0) })
                case .object: withoutEmpty(value) == .object([:]) ? nil : withoutEmpty(value)
                case .bool, .integer, .number, .string: value
                }
            }
        )
    }
}

extension [UInt8] {
    fileprivate static func < (first: [UInt8], second: [UInt8]) -> Bool {
        first.lexicographicallyPrecedes(second)
    }
}
