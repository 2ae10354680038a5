extension Pipeline {
    /// Plans the release of one version: the chosen services in order, merged, filled in and checked.
    ///
    /// - Parameters:
    ///   - environment: a key below `environments`.
    ///   - services: keys below `services`; empty for all of the environment.
    ///   - version: what `${version}` stands for; the caller makes sure that it can be an image's tag. Nil for
    ///     commands that look at services and do not deploy: then `${version}` and variables that are not set stay
    ///     as they are written, but in the environment's own settings.
    ///   - account: what `${account}` stands for where the environment names no account.
    ///   - variables: the process's environment.
    /// - Throws: every mistake of the chosen services at once, or the names that are unknown.
    package func release(
        environment: String,
        services: [String] = [],
        version: String?,
        account: String? = nil,
        variables: [String: String]
    ) throws(ReleaseError) -> ReleasePlan {
        let place = try environmentLayer(environment)
        let chosen = try chosenServices(services, in: place)
        var shapes = ShapeCheck(log: DiagnosticLog(file: layers.file.path))
        let target = EnvironmentDraft(place, variables: variables, account: account, &shapes)
        let drafts = chosen.map { service in
            ServiceDraft(service, in: target, layers, version: version, needsVariables: version != nil, &shapes)
        }
        var log = shapes.log
        for draft in drafts {
            var check = ServiceCheck(draft, target, log)
            check.run()
            if version != nil { check.checkNothingOpen() }
            log = check.log
        }
        let diagnostics = log.diagnostics.sortedByPosition
        guard !diagnostics.hasErrors, let filled = TargetEnvironment(target) else {
            throw .mistakes(diagnostics)
        }
        return plan(drafts, filled, version, diagnostics)
    }

    /// The environments whose names the user may have meant are in the error.
    private func environmentLayer(_ name: String) throws(ReleaseError) -> Setting.Member {
        guard let layer = layers.environments.first(where: { $0.key == name }) else {
            let near = Suggestion.nearest(to: name, among: environmentNames)
            throw .unknownEnvironment(name, known: environmentNames, suggestion: near)
        }
        return layer
    }

    private func chosenServices(
        _ names: [String],
        in environment: Setting.Member
    ) throws(ReleaseError) -> [Setting.Member] {
        let all = layers.services(in: environment)
        let known = all.map(\.key)
        let unknown = names.filter { !known.contains($0) }
        guard unknown.isEmpty else {
            throw .unknownServices(
                unknown.map { .init(name: $0, suggestion: Suggestion.nearest(to: $0, among: known)) },
                known: known
            )
        }
        return names.isEmpty ? all : all.filter { names.contains($0.key) }
    }

    private func plan(
        _ drafts: [ServiceDraft],
        _ environment: TargetEnvironment,
        _ version: String?,
        _ warnings: [Diagnostic]
    ) -> ReleasePlan {
        let order = layers.order.restricted(to: Set(drafts.map(\.name)))
        let releases = drafts.map { draft in
            ServiceRelease(draft, layers.file, dependsOn: order.dependencies(of: draft.name))
        }
        // A pipeline has no cycles: it would not have been read.
        let waves = (order.waves ?? [order.names]).map { wave in
            releases.filter { wave.contains($0.name) }
        }
        return ReleasePlan(
            pipeline: name,
            environment: environment,
            version: version,
            services: waves.flatMap(\.self),
            waves: waves,
            warnings: warnings
        )
    }
}

extension ServiceCheck {
    /// Everything has been filled in but the image.
    mutating func checkNothingOpen() {
        for (reference, location) in draft.settings.openReferences {
            switch reference {
            case .account:
                log.error(
                    location,
                    "'${account}' is not known",
                    hint: "write 'account' in the environment '\(environment.name)'"
                )
            case .image, .version, .service, .environment, .region, .value, .variable, .unsupported, .unknown:
                continue
            }
        }
    }
}
