/// What is known when a text is filled in. The same texts are filled in several times, each time knowing more:
/// when a file is read, when a release is planned, and when the image has its digest.
struct TemplateScope {
    var version: String?
    var image: String?
    var service: String?
    var environment: String?
    /// The environment's own settings; they may have open places of their own.
    var account: Setting?
    var region: Setting?
    /// `values` of the environment; nil when no environment is chosen.
    var values: Setting?
    /// The process's environment; nil when it does not count yet.
    var variables: [String: String]?
    /// Whether a variable that is not set is a mistake; else it stays open.
    var needsVariables = true

    enum Finding {
        case pieces([TextTemplate.Piece])
        /// Stays as it is.
        case open
        case mistake(String, hint: String?)
    }

    /// The scope for texts that came out of this one, in which values are not looked up again.
    var withoutValues: TemplateScope {
        var scope = self
        scope.values = nil
        return scope
    }

    func find(_ reference: TemplateReference) -> Finding {
        switch reference {
        case .version: text(version)
        case .image: text(image)
        case .service: text(service)
        case .environment: text(environment)
        case .account: setting(account)
        case .region: setting(region)
        case .value(let name): value(name)
        case .variable(let name, let fallback): variable(name, fallback)
        case .unsupported(let word):
            .mistake(
                "'${\(word):…}' is not supported yet",
                hint: "pass the value as '${env:NAME}' or write it in 'values'"
            )
        case .unknown(let name):
            .mistake("unknown name in '${\(name)}'", hint: TemplateReference.hint(forUnknown: name))
        }
    }

    private func text(_ text: String?) -> Finding {
        text.map { .pieces([.literal($0)]) } ?? .open
    }

    private func setting(_ setting: Setting?) -> Finding {
        switch setting?.content {
        case .scalar(let scalar): .pieces([.literal(scalar.text)])
        case .template(let template, _): .pieces(template.pieces)
        case .list, .map, nil: .open
        }
    }

    private func value(_ name: String) -> Finding {
        guard let values else { return .open }
        guard let member = values.member(name) else {
            let known = values.members?.map(\.key) ?? []
            let place = environment.map { " in the values of '\($0)'" } ?? ""
            return .mistake(
                "no '\(name)'\(place)",
                hint: Suggestion.hint(for: name, among: known) ?? "write it below 'values' of the environment"
            )
        }
        return setting(member.value)
    }

    private func variable(_ name: String, _ fallback: String?) -> Finding {
        guard TemplateReference.isName(name) else {
            return .mistake("expected a variable's name in '${env:\(name)}'", hint: "write '${env:NAME}'")
        }
        guard let variables else { return .open }
        let value = variables[name]
        if let fallback, value?.isEmpty ?? true { return .pieces([.literal(fallback)]) }
        if let value { return .pieces([.literal(value)]) }
        guard needsVariables else { return .open }
        return .mistake(
            "the environment variable '\(name)' is not set",
            hint: "set it, or write '${env:\(name):-default}'"
        )
    }
}
