/// Every name of some bodies that does not stand for exactly one thing.
package struct NameResolutionError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Problem: Sendable, Hashable {
        /// Nothing has that name; names that are close, the closest first.
        case notFound(suggestions: [String])
        /// Several things have it.
        case ambiguous([String])
        /// A Cloud Map service is named by its namespace, a slash and its name.
        case malformed
    }

    package struct Failure: Sendable, Hashable {
        /// Such as `loadBalancers[0].targetGroupArn`.
        package let place: String
        package let reference: NameReference
        package let problem: Problem
    }

    package let failures: [Failure]

    package var description: String {
        failures.map { failure in
            let subject = "\(failure.place): \(failure.reference.kind.rawValue) “\(failure.reference.name)”"
            return switch failure.problem {
            case .notFound(let suggestions) where suggestions.isEmpty: "\(subject) does not exist"
            case .notFound(let suggestions):
                "\(subject) does not exist; did you mean \(suggestions.map { "“\($0)”" }.joined(separator: " or "))?"
            case .ambiguous(let ids):
                "\(subject) is ambiguous: \(ids.joined(separator: ", ")) have that name; write the one you mean"
            case .malformed: "\(subject) is not written as namespace/name"
            }
        }
        .joined(separator: "\n")
    }
}
