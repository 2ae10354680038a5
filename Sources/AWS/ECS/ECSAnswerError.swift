/// An answer of ECS that lacks a member it always has.
package struct ECSAnswerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The operation that was answered.
    package let operation: String
    /// What was missing or could not be read.
    package let member: String

    package var description: String { "\(operation): the answer has no readable \(member)" }
}
