/// A value that belongs to AWS, read but not interpreted: `taskDefinition` and `service` bodies.
package indirect enum PipelineValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case list([PipelineValue])
    case map([String: PipelineValue])
}

extension PipelineValue {
    /// The member of a map; nil when absent or when this is no map.
    package subscript(name: String) -> PipelineValue? {
        guard case .map(let members) = self else { return nil }
        return members[name]
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var integer: Int? {
        guard case .integer(let value) = self else { return nil }
        return Int(exactly: value)
    }

    package var bool: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    package var list: [PipelineValue]? {
        guard case .list(let elements) = self else { return nil }
        return elements
    }

    package var map: [String: PipelineValue]? {
        guard case .map(let members) = self else { return nil }
        return members
    }
}
