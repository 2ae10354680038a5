extension Setting {
    /// The tree with everything filled in that the scope knows. What is open stays a template.
    func filled(in scope: TemplateScope, _ log: inout DiagnosticLog) -> Setting {
        switch content {
        case .scalar:
            return self
        case .template(let template, let isPlain):
            let filled = Self.filled(template.filled(in: scope, &log), isPlain: isPlain)
            return Setting(filled, at: location)
        case .list(let elements):
            return Setting(.list(elements.map { $0.filled(in: scope, &log) }), at: location)
        case .map(let members):
            let filled = members.map {
                Member(key: $0.key, keyLocation: $0.keyLocation, value: $0.value.filled(in: scope, &log))
            }
            return Setting(.map(filled), at: location)
        }
    }
}

extension TextTemplate {
    fileprivate func filled(in scope: TemplateScope, _ log: inout DiagnosticLog) -> TextTemplate {
        var filled: [Piece] = []
        for piece in pieces {
            guard case .reference(let reference, let location) = piece else {
                filled.append(piece)
                continue
            }
            switch scope.find(reference) {
            case .pieces(let pieces):
                // A value may have `${…}` of its own, though none of another value.
                let inner = TextTemplate(pieces: pieces, written: written).filled(in: scope.withoutValues, &log)
                filled += inner.pieces
            case .open:
                filled.append(piece)
            case .mistake(let message, let hint):
                log.error(location, message, hint: hint)
                filled.append(piece)
            }
        }
        return TextTemplate(pieces: filled.filter { $0 != .literal("") }, written: written)
    }
}
