/// Why a pipeline gave no plan.
package enum ReleaseError: Error, Hashable, Sendable {
    /// No such key below `environments`.
    case unknownEnvironment(String, known: [String], suggestion: String?)
    /// Names that are no services of the environment, each with the nearest that is.
    case unknownServices([UnknownService], known: [String])
    /// The file does not stand with these values; sorted by position.
    case mistakes([Diagnostic])

    /// A name that is no service, and the one that was probably meant.
    package struct UnknownService: Hashable, Sendable {
        package let name: String
        package let suggestion: String?
    }
}

extension ReleaseError: CustomStringConvertible {
    /// What is wrong and what was probably meant, for people.
    package var description: String {
        switch self {
        case .unknownEnvironment(let name, let known, let suggestion):
            Self.unknown("environment", name, suggestion) + "; the pipeline has \(known.joined(separator: ", "))"
        case .unknownServices(let names, let known):
            names.map { Self.unknown("service", $0.name, $0.suggestion) }.joined(separator: "; ")
                + "; the pipeline has \(known.joined(separator: ", "))"
        case .mistakes(let diagnostics):
            diagnostics.map(\.headline).joined(separator: "\n")
        }
    }

    private static func unknown(_ kind: String, _ name: String, _ suggestion: String?) -> String {
        let question = suggestion.map { ": did you mean '\($0)'?" } ?? ""
        return "unknown \(kind) '\(name)'" + question
    }
}
