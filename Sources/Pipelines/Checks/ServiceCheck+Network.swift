extension ServiceCheck {
    /// Load balancers, registries and Service Connect name containers and ports that are there.
    mutating func checkNetwork() {
        guard let containers = draft.containers, let service = draft.service else { return }
        for list in ["loadBalancers", "serviceRegistries"] {
            for element in service[list]?.elements ?? [] {
                checkTarget(element, list, containers)
            }
        }
        checkServiceConnect(service, containers)
    }

    private mutating func checkTarget(_ element: Setting, _ list: String, _ containers: [Setting]) {
        guard let name = element["containerName"], let text = name.text else { return }
        let names = containers.compactMap { $0["name"]?.text }
        guard let container = containers.first(where: { $0["name"]?.text == text }) else {
            // A name that is still open may be the one.
            guard names.count == containers.count else { return }
            log.error(
                name.location,
                "'\(list)' names the container '\(text)', but 'containerDefinitions' has \(Self.list(names))",
                hint: Suggestion.hint(for: text, among: names)
            )
            return
        }
        guard let port = element["containerPort"], let number = port.integer else { return }
        let mappings = container["portMappings"]?.elements ?? []
        guard mappings.allSatisfy({ $0.mapsKnownPort }), !mappings.contains(where: { $0.maps(number) }) else { return }
        let known = mappings.compactMap { $0["containerPort"]?.text ?? $0["containerPortRange"]?.text }
        log.error(
            port.location,
            "'\(list)' names port \(number), but the port mappings of '\(text)' have \(Self.list(known))",
            hint: known.count == 1 ? "write 'containerPort: \(known[0])', or map \(number) as well" : nil
        )
    }

    private mutating func checkServiceConnect(_ service: Setting, _ containers: [Setting]) {
        let mappings = containers.flatMap { $0["portMappings"]?.elements ?? [] }
        guard !mappings.contains(where: { $0["name"]?.template != nil }) else { return }
        let names = mappings.compactMap { $0["name"]?.text }
        for element in service["serviceConnectConfiguration"]?["services"]?.elements ?? [] {
            guard let port = element["portName"], let text = port.text, !names.contains(text) else { continue }
            log.error(
                port.location,
                "'serviceConnectConfiguration' names the port '\(text)', but the port mappings have \(Self.list(names))",
                hint: Suggestion.hint(for: text, among: names) ?? "give a mapping in 'portMappings' this 'name'"
            )
        }
    }

    private static func list(_ names: [String]) -> String {
        names.isEmpty ? "none" : names.joined(separator: ", ")
    }
}

extension Setting {
    fileprivate var mapsKnownPort: Bool {
        self["containerPort"]?.template == nil && self["containerPortRange"]?.template == nil
    }

    fileprivate func maps(_ port: Int64) -> Bool {
        if self["containerPort"]?.integer == port { return true }
        let bounds = self["containerPortRange"]?.text?.split(separator: "-").compactMap { Int64($0) } ?? []
        return bounds.count == 2 && bounds[0] <= port && port <= bounds[1]
    }
}
