extension ServiceRelease {
    /// Takes a draft in which nothing is wrong any more.
    init(_ draft: ServiceDraft, _ file: PipelineFile, dependsOn: [String]) {
        name = draft.name
        serviceName = draft.serviceName ?? draft.name
        image = ImageSource(draft.settings, file)
        repository = draft.settings["repository"]?.text ?? draft.name
        container = draft.receiver
        taskDefinition = TaskDefinitionTemplate(draft)
        service = PipelineValue(draft.service ?? .empty(at: draft.keyLocation), as: .ecsService)
            .adding("serviceName", .string(serviceName))
        timeout = draft.settings["deploy"]?["timeout"]?.text.flatMap(Duration.init(written:))
        self.dependsOn = dependsOn
    }
}

extension ImageSource {
    fileprivate init(_ settings: Setting, _ file: PipelineFile) {
        if let build = settings["build"] {
            self = .build(BuildRecipe(build, file))
        } else if let image = settings["image"] {
            self = .existing(image.text ?? image.template?.written ?? "")
        } else {
            self = .asWritten
        }
    }
}

extension BuildRecipe {
    fileprivate init(_ build: Setting, _ file: PipelineFile) {
        context = file.resolve(build["context"]?.text ?? ".")
        dockerfile = build["dockerfile"]?.text ?? "Dockerfile"
        target = build["target"]?.text
        arguments = build["arguments"]?.texts ?? [:]
        labels = build["labels"]?.texts ?? [:]
        platform = build["platform"]?.text
    }
}

extension TaskDefinitionTemplate {
    fileprivate init(_ draft: ServiceDraft) {
        let given = draft.taskDefinition ?? .empty(at: draft.keyLocation)
        let family = given["family"]?.text
        container = draft.receiver
        if draft.containers == nil {
            base = .liveRevision
            self.family = family
            setting = given
        } else {
            base = .file
            self.family = family ?? draft.name
            setting = family == nil ? given.adding("family", draft.name) : given
        }
    }
}

extension ServiceDraft {
    /// The container for the image, as far as the file says.
    fileprivate var receiver: String? {
        let name = settings["container"]?.text
        guard hasImageSource, let containers else { return hasImageSource ? name : nil }
        let names = containers.compactMap { $0["name"]?.text }
        switch ImageContainer.choose(from: names, named: name, service: self.name) {
        case .success(let container): return container
        case .failure: return nil
        }
    }
}

extension Setting {
    /// A mapping of texts as a dictionary; open templates as they are written.
    fileprivate var texts: [String: String] {
        let pairs = (members ?? []).map { ($0.key, $0.value.text ?? $0.value.template?.written ?? "") }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    fileprivate func adding(_ key: String, _ text: String) -> Setting {
        let value = Setting(.scalar(Scalar(text: text, isPlain: false)), at: location)
        return Setting(.map((members ?? []) + [Member(key: key, keyLocation: location, value: value)]), at: location)
    }
}

extension PipelineValue {
    fileprivate func adding(_ key: String, _ value: PipelineValue) -> PipelineValue {
        guard case .map(var members) = self else { return self }
        members[key] = value
        return .map(members)
    }
}
