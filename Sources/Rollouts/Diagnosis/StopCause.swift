import AWS

/// Why a task stopped, as far as ECS's words tell: the likely cause, what to do, and what it means for a deployment.
///
/// ECS's wording changes; it is matched loosely, and the raw text is always shown beside it.
package struct StopCause: Hashable, Sendable {
    /// What a task stopped for this cause means for its deployment.
    package enum Weight: Hashable, Sendable {
        /// The next task will stop for the same reason.
        case fatal
        /// A few of them are a crash loop.
        case counts
        /// It may pass: capacity, network, a platform's hiccup.
        case transient
        /// It is not a failure: scaling, a person, a spot interruption.
        case harmless
    }

    /// A short name, stable for machines, such as `image-not-found`.
    package let name: String
    /// The likely cause, one sentence.
    package let meaning: String
    /// What to do about it, one sentence.
    package let remedy: String
    package let weight: Weight
}
