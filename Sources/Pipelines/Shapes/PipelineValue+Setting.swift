extension PipelineValue {
    /// Reads a setting the way a shape asks for: where it wants a string, the text as written, else what the
    /// core schema reads. A template that is still open is the text as written.
    init(_ setting: Setting, as shape: Shape) {
        switch (setting.content, shape) {
        case (.template(let template, _), _):
            self = .string(template.written)
        case (.scalar(let scalar), .text), (.scalar(let scalar), .word):
            self = setting.isNull ? .null : .string(scalar.text)
        case (.scalar(let scalar), _):
            self = Self(setting.core ?? .string(scalar.text))
        case (.list(let elements), .list(let element)):
            self = .list(elements.map { PipelineValue($0, as: element) })
        case (.list(let elements), _):
            self = .list(elements.map { PipelineValue($0, as: .anything) })
        case (.map(let members), _):
            let pairs = members.map { ($0.key, PipelineValue($0.value, as: shape.shape(ofMember: $0.key))) }
            self = .map(Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
        }
    }

    private init(_ value: CoreValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = .number(value)
        case .string(let text): self = .string(text)
        }
    }
}

extension Shape {
    fileprivate func shape(ofMember key: String) -> Shape {
        switch self {
        case .record(let record): record.members[key] ?? .anything
        case .dictionary(_, let value): value
        case .text, .word, .integer, .number, .boolean, .list, .anything: .anything
        }
    }
}
