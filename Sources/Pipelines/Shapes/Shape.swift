/// What is expected at a place of the file, as data: the same shapes refuse mistakes, find near names and decide
/// how a scalar is read.
indirect enum Shape: Sendable {
    /// A string. A plain scalar counts as it is written: `1.10`, `8080` and `000000000000` keep every character.
    case text(TextRule)
    /// A string of AWS's, of which these values are known. Others are passed on with a warning.
    case word([String])
    case integer(ClosedRange<Int64>)
    case number
    case boolean
    case list(Shape)
    /// A mapping whose keys the user chooses.
    case dictionary(keys: TextRule, Shape)
    /// A mapping with known keys.
    case record(Record)
    /// Whatever it is, it is read by the core schema.
    case anything

    struct Record: Sendable {
        /// Whose keys these are.
        enum Owner: Sendable {
            /// shipit's: an unknown key is a mistake.
            case shipit
            /// AWS's: an unknown member goes through untouched, with a warning when a known one is near.
            case aws
        }

        let owner: Owner
        let members: [String: Shape]
        var required: [String] = []
        /// Members that shipit sets itself, with the reason why they may not be given.
        var reserved: [String: String] = [:]
    }

    static let string = Shape.text(.any)
    static let strings = Shape.list(.text(.any))
    static let stringMap = Shape.dictionary(keys: .any, .text(.any))
    /// AWS's integers, of which the service itself knows the limits.
    static let int = Shape.integer(Int64.min...Int64.max)
    static let count = Shape.integer(0...Int64(Int32.max))
    static let port = Shape.integer(0...65535)
    static let percent = Shape.integer(0...100)

    /// A structure of AWS's.
    static func aws(_ members: [String: Shape], required: [String] = []) -> Shape {
        .record(Record(owner: .aws, members: members, required: required))
    }

    /// A mapping of shipit's own.
    static func own(_ members: [String: Shape], required: [String] = []) -> Shape {
        .record(Record(owner: .shipit, members: members, required: required))
    }
}
