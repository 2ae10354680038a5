/// Every name of some bodies that does not stand for exactly one thing.
package struct NameResolutionError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Why a name stands for nothing certain.
    package enum Problem: Sendable, Hashable {
        /// Nothing has that name; names that are close, the closest first.
        case notFound(suggestions: [String])
        /// Several things have it.
        case ambiguous([String])
        /// A Cloud Map service is named by its namespace, a slash and its name.
        case malformed
    }

    /// One name, and why it stands for nothing certain.
    package struct Failure: Sendable, Hashable {
        /// Such as `loadBalancers[0].targetGroupArn`.
        package let place: String
        /// The name.
        package let reference: NameReference
        /// Why it stands for nothing certain.
        package let problem: Problem
    }

    /// In the order of kinds, then of places; never empty.
    package let failures: [Failure]

    package var description: String {
        failures.map { failure in
            let subject = "\(failure.place): \(failure.reference.kind.rawValue) '\(failure.reference.name)'"
            return switch failure.problem {
            case .notFound(let suggestions) where suggestions.isEmpty: "\(subject) does not exist"
            case .notFound(let suggestions):
                "\(subject) does not exist; did you mean \(suggestions.map { "'\($0)'" }.joined(separator: " or "))?"
            case .ambiguous(let ids):
                "\(subject) is ambiguous: \(ids.joined(separator: ", ")) have that name; write the one you mean"
            case .malformed: "\(subject) is not written as namespace/name"
            }
        }
        .joined(separator: "\n")
    }
}
