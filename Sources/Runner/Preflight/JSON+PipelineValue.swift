import AWS
import Pipelines

extension JSON {
    /// A pipeline's value as AWS is sent it.
    init(_ value: PipelineValue) {
        self =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .number(let value): .number(value)
            case .string(let text): .string(text)
            case .list(let elements): .array(elements.map { JSON($0) })
            case .map(let members): .object(members.mapValues { JSON($0) })
            }
    }
}
