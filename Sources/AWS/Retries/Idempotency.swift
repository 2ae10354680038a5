/// What may be done when it is not known whether a request had its effect.
package enum Idempotency: Sendable, Hashable {
    /// Doing it twice is the same as doing it once: every temporary failure is retried.
    case repeatable
    /// Only failures that leave no doubt are retried: no connection came about, or AWS refused the request.
    case onlyIfNotReceived

    /// What holds for an operation when the caller says nothing: reads are repeatable, the rest is not.
    package static func usual(of operation: String) -> Idempotency {
        let reads = ["Describe", "List", "Get", "BatchGet", "BatchCheck", "Filter", "Discover"]
        return reads.contains { operation.hasPrefix($0) } ? .repeatable : .onlyIfNotReceived
    }
}
