/// Reads a file and finds everything that is wrong with it, without stopping at the first mistake.
struct PipelineCheck {
    private let file: PipelineFile
    private var shapes: ShapeCheck

    /// What was found, by position.
    var diagnostics: [Diagnostic] { shapes.log.diagnostics.sortedByPosition }

    init(_ file: PipelineFile) {
        self.file = file
        shapes = ShapeCheck(log: DiagnosticLog(file: file.path))
    }

    /// The file's layers, as far as it has the right form.
    mutating func run() -> PipelineLayers? {
        guard let root = readRoot() else { return nil }
        shapes.check(root, against: .pipeline, name: "pipeline", key: .start)
        // Knowing nothing, this finds the names that no environment and no variable will ever fill in.
        _ = root.filled(in: TemplateScope(), &shapes.log)
        guard let layers = PipelineLayers(root, file: file) else { return nil }
        checkNotEmpty(root)
        checkOrder(layers)
        for environment in layers.environments {
            checkEnvironment(environment, layers)
        }
        return layers
    }

    private mutating func readRoot() -> Setting? {
        let document = YAMLDocument(file.text)
        for problem in document.problems {
            shapes.log.error(problem.location, problem.message, hint: problem.hint)
        }
        guard let node = document.root else {
            if document.problems.isEmpty {
                shapes.log.error(.start, "expected 'environments' and 'services', found an empty file")
            }
            return nil
        }
        let root = Setting(node, &shapes.log)
        guard let members = root.members else {
            shapes.log.error(root.location, "expected a mapping at the top of the file, found \(root.found)")
            return nil
        }
        return Setting(.map(members.filter { !$0.key.hasPrefix("x-") }), at: root.location)
    }

    private mutating func checkNotEmpty(_ root: Setting) {
        for (key, what) in [("environments", "environment"), ("services", "service")] {
            guard let member = root.member(key), member.value.members?.isEmpty == true else { continue }
            shapes.log.error(member.keyLocation, "expected at least one \(what) in '\(key)', found none")
        }
    }

    private mutating func checkOrder(_ layers: PipelineLayers) {
        let names = layers.services.map(\.key)
        for service in layers.services {
            for dependency in service.value["dependsOn"]?.elements ?? [] {
                guard let name = dependency.text, !names.contains(name) else { continue }
                shapes.log.error(
                    dependency.location,
                    "'\(service.key)' depends on '\(name)', which is no service of this pipeline",
                    hint: Suggestion.hint(for: name, among: names)
                )
            }
        }
        for cycle in layers.order.cycles {
            guard let first = layers.services.first(where: { $0.key == cycle[0] }) else { continue }
            let place = first.value["dependsOn"]?.elements?.first { $0.text == cycle[1] }?.location
            shapes.log.error(
                place ?? first.keyLocation,
                "'\(cycle[0])' waits for itself: \(cycle.joined(separator: " -> "))"
            )
        }
    }

    private mutating func checkEnvironment(_ environment: Setting.Member, _ layers: PipelineLayers) {
        let names = layers.services.map(\.key)
        for member in environment.value["services"]?.members ?? [] where !names.contains(member.key) {
            shapes.log.error(
                member.keyLocation,
                "'\(member.key)' is no service of this pipeline",
                hint: Suggestion.hint(for: member.key, among: names)
            )
        }
        let draft = EnvironmentDraft(environment, variables: nil, account: nil, &shapes)
        let services = layers.services(in: environment).map { service in
            ServiceDraft(service, in: draft, layers, version: nil, needsVariables: true, &shapes)
        }
        for service in services {
            var check = ServiceCheck(service, draft, shapes.log)
            check.run()
            check.checkSecrets()
            shapes.log = check.log
        }
        checkServiceNames(services, environment.key)
    }

    /// Two services of one name in one cluster would overwrite each other.
    private mutating func checkServiceNames(_ services: [ServiceDraft], _ environment: String) {
        var first: [String: String] = [:]
        for service in services {
            guard let name = service.serviceName else { continue }
            if let other = first.updateValue(service.name, forKey: name) {
                shapes.log.error(
                    service.settings["service"]?["serviceName"]?.location ?? service.keyLocation,
                    "'\(other)' and '\(service.name)' are both the service '\(name)' in '\(environment)'"
                )
            }
        }
    }
}
