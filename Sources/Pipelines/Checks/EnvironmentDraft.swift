/// One environment's settings, filled in as far as they are known, and what they give to its services.
struct EnvironmentDraft {
    let name: String
    let keyLocation: SourceLocation
    /// The environment's own members, without its layers of services.
    let settings: Setting
    /// What is known to the environment's services; the service and the version are still to be added.
    let scope: TemplateScope

    /// Fills in and checks an environment. `variables` nil: they are not known yet; `account` stands for
    /// `${account}` where the file names none.
    init(
        _ environment: Setting.Member,
        variables: [String: String]?,
        account: String?,
        _ shapes: inout ShapeCheck
    ) {
        name = environment.key
        keyLocation = environment.keyLocation
        let members = (environment.value.members ?? []).filter { $0.key != "defaults" && $0.key != "services" }
        let written = Setting(.map(members), at: environment.value.location).withoutNulls
        var scope = TemplateScope(environment: environment.key, variables: variables)
        scope.values = written["values"] ?? .empty(at: environment.keyLocation)
        scope.account = written["account"]?.filled(in: scope, &shapes.log)
        if scope.account == nil, let account {
            scope.account = Setting(.scalar(Setting.Scalar(text: account, isPlain: false)), at: keyLocation)
        }
        scope.region = written["region"]?.filled(in: scope, &shapes.log)
        self.scope = scope
        settings = Self.filled(written, in: scope, &shapes.log)
        shapes.check(settings, against: .environment, name: environment.key, key: environment.keyLocation)
        Self.refuseMisplaced(settings, &shapes.log)
        Self.refuseNestedValues(written["values"], &shapes.log)
    }

    /// Values are filled in where they are used, since they may hold the service or the version.
    private static func filled(_ settings: Setting, in scope: TemplateScope, _ log: inout DiagnosticLog) -> Setting {
        let members = (settings.members ?? []).map { member in
            guard member.key != "values" else { return member }
            let value = member.value.filled(in: scope, &log)
            return Setting.Member(key: member.key, keyLocation: member.keyLocation, value: value)
        }
        return Setting(.map(members), at: settings.location)
    }

    private static func refuseMisplaced(_ settings: Setting, _ log: inout DiagnosticLog) {
        for member in settings.members ?? [] where member.key != "values" {
            for (reference, location) in member.value.openReferences {
                let name: String
                switch reference {
                case .version: name = "version"
                case .image: name = "image"
                case .service: name = "service"
                default: continue
                }
                log.error(location, "'${\(name)}' is not known in '\(member.key)' of an environment")
            }
        }
    }

    private static func refuseNestedValues(_ values: Setting?, _ log: inout DiagnosticLog) {
        for (reference, location) in values?.openReferences ?? [] {
            guard case .value(let name) = reference else { continue }
            log.error(location, "'${values.\(name)}' stands in another value; values do not build on each other")
        }
    }
}

extension Setting {
    /// Every reference in a tree that is not filled in, with its place.
    var openReferences: [(TemplateReference, SourceLocation)] {
        switch content {
        case .scalar: []
        case .template(let template, _):
            template.pieces.compactMap { piece in
                guard case .reference(let reference, let location) = piece else { return nil }
                return (reference, location)
            }
        case .list(let elements): elements.flatMap(\.openReferences)
        case .map(let members): members.flatMap(\.value.openReferences)
        }
    }
}
