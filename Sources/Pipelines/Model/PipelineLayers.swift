/// The parts of a file as they were written, not merged and not filled in.
struct PipelineLayers: Sendable {
    let file: PipelineFile
    let name: String
    let defaults: Setting
    let environments: [Setting.Member]
    let services: [Setting.Member]

    /// Nil when the root is no mapping. Parts of a wrong kind count as empty; the shape check reports them.
    init?(_ root: Setting, file: PipelineFile) {
        guard root.members != nil else { return nil }
        self.file = file
        name = root["name"]?.text ?? file.stem
        defaults = root["defaults"] ?? .empty(at: root.location)
        environments = root["environments"]?.members ?? []
        services = root["services"]?.members ?? []
    }

    /// The services of an environment in the file's order.
    func services(in environment: Setting.Member) -> [Setting.Member] {
        let overrides = environment.value["services"]
        return services.filter { overrides?.member($0.key)?.value.isNull != true }
    }

    /// All that is said about a service in an environment.
    func merged(_ service: Setting.Member, environment name: String) -> Setting {
        let empty = Setting.empty(at: service.keyLocation)
        let environment = environments.first { $0.key == name }?.value
        let layers = [
            environment?["defaults"] ?? empty,
            service.value.members == nil ? empty : service.value,
            environment?["services"]?[service.key] ?? empty,
        ]
        return layers.reduce(defaults) { $0.overlaid(by: $1) }.withoutNulls
    }

    /// Who waits for whom, names that are no services left out.
    var order: ReleaseOrder {
        let pairs = services.map { service in
            (service.key, service.value["dependsOn"]?.elements?.compactMap(\.text) ?? [])
        }
        return ReleaseOrder(
            names: services.map(\.key),
            dependsOn: Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        )
    }
}
