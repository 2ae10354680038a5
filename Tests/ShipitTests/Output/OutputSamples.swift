import AWS
import FoundationEssentials
import Testing

@testable import Rollouts
@testable import Runner

/// What a container or AWS may write to take a terminal over: colours, a cleared screen, a title, a second line.
let hostile = "\u{1B}[31mred\u{1B}[0m\u{1B}[2J\u{1B}]0;title\u{07}\u{9B}1m\u{202E}end\nline"
/// What is left of it in a line.
let tamed = "redend line"

/// Pieces of results, as short as a test wants them.
enum Sample {
    static func arn(_ revision: Int) throws -> TaskDefinitionARN {
        try #require(TaskDefinitionARN("arn:aws:ecs:eu-west-1:000000000000:task-definition/web:\(revision)"))
    }

    static func release(_ version: String, run: String? = "run1") -> Release {
        Release(
            service: "web",
            environment: "prod",
            version: version,
            digest: "sha256:" + String(repeating: "ab", count: 32),
            commit: "0123456789abcdef0123456789abcdef01234567",
            run: run,
            state: .good
        )
    }

    static let date = Date(timeIntervalSince1970: 1_795_223_700)
}

extension String {
    /// Whether nothing in it speaks to a terminal: of the control characters it has line ends alone.
    var isHarmless: Bool {
        unicodeScalars.allSatisfy { scalar in
            scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
        }
    }
}

extension JSON {
    /// As the program prints it.
    var printed: String { String(decoding: serialized(pretty: true), as: UTF8.self) }
}
