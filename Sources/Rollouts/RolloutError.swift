/// Why an operation on a service could not be done.
package struct RolloutError: Error, Hashable, Sendable {
    /// What kind of trouble it is; the exit code follows from it.
    package enum Kind: Hashable, Sendable {
        /// Refused by a check before anything changed.
        case refused
        /// Another deployment is in the way.
        case inTheWay
        /// Credentials or permissions.
        case denied
        /// Anything else.
        case failed
    }

    package let kind: Kind
    /// What was being done, such as `register a revision`.
    package let operation: String
    /// What it was done to, such as `prod/auth-service`.
    package let subject: String
    /// Why it failed.
    package let cause: String
    /// What to do about it.
    package let hint: String?

    package init(_ kind: Kind, operation: String, subject: String, cause: String, hint: String? = nil) {
        self.kind = kind
        self.operation = operation
        self.subject = subject
        self.cause = cause
        self.hint = hint
    }
}

extension RolloutError: CustomStringConvertible {
    package var description: String {
        "\(subject): cannot \(operation): \(cause)" + (hint.map { "\n\($0)" } ?? "")
    }
}
