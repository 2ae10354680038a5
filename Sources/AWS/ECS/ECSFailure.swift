/// Why ECS left one of the things asked for out of its answer.
package struct ECSFailure: Hashable, Sendable {
    /// The ARN of what was asked for.
    package let arn: String?
    /// A word such as `MISSING`.
    package let reason: String
    /// More about it, when ECS says more.
    package let detail: String?

    init(_ json: JSON) {
        arn = json["arn"]?.string
        reason = json["reason"]?.string ?? "UNKNOWN"
        detail = json["detail"]?.string
    }
}
