/// One service in one environment: merged, and filled in as far as is known.
struct ServiceDraft {
    let name: String
    let keyLocation: SourceLocation
    let settings: Setting

    init(
        _ service: Setting.Member,
        in environment: EnvironmentDraft,
        _ layers: PipelineLayers,
        version: String?,
        needsVariables: Bool,
        _ shapes: inout ShapeCheck
    ) {
        name = service.key
        keyLocation = service.keyLocation
        var scope = environment.scope
        scope.service = service.key
        scope.version = version
        scope.needsVariables = needsVariables
        let merged = layers.merged(service, environment: environment.name)
        settings = merged.filled(in: scope, &shapes.log)
        shapes.check(settings, against: .service, name: service.key, key: service.keyLocation)
    }

    var taskDefinition: Setting? { settings["taskDefinition"] }
    var service: Setting? { settings["service"] }

    /// ECS's name of the service; nil while it is not known.
    var serviceName: String? {
        guard let given = service?["serviceName"] else { return name }
        return given.text
    }

    /// The containers that the file describes; nil when the live revision is the base.
    var containers: [Setting]? { taskDefinition?["containerDefinitions"]?.elements }
}
