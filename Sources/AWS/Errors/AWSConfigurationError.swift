/// Why it is not known which region, profile or endpoint to use.
package enum AWSConfigurationError: Error, Sendable, Hashable {
    case noRegion
    case invalidRegion(String, from: String)
    case invalidEndpoint(String, from: String)
    case invalidValue(String, of: String)
    case unknownProfile(String, known: [String])
    case unknownServices(String, profile: String)
    case unreadableFile(path: String, reason: String)
}

extension AWSConfigurationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noRegion:
            "no AWS region is named: set `region` in the pipeline's environment, AWS_REGION, or `region` in the profile"
        case .invalidRegion(let text, let origin):
            "'\(text)' (\(origin)) is not the name of an AWS region"
        case .invalidEndpoint(let text, let origin):
            "'\(text)' (\(origin)) is not an endpoint: an http or https URL without user and query is wanted"
        case .invalidValue(let text, let name):
            "'\(text)' is not a value for \(name)"
        case .unknownProfile(let name, let known):
            Self.unknownProfile(name, known)
        case .unknownServices(let name, let profile):
            "the profile '\(profile)' names a [services \(name)] section that does not exist"
        case .unreadableFile(let path, let reason):
            "\(path): \(reason)"
        }
    }

    private static func unknownProfile(_ name: String, _ known: [String]) -> String {
        let exist = known.isEmpty ? "there are no profiles" : "there are: \(known.sorted().joined(separator: ", "))"
        let suggestion = Suggestion.closest(to: name, among: known).first.map { "; did you mean '\($0)'?" } ?? ""
        return "the AWS profile '\(name)' does not exist; \(exist)\(suggestion)"
    }
}
