/// Something that happened while an image was built, in the order in which it did.
package enum BuildProgress: Hashable, Sendable {
    /// The whole build context has been handed to the engine.
    case contextSent(bytes: Int)
    /// A step runs. A step may run more than once.
    case started(BuildStep)
    /// A step ended: finished, cached or failed.
    case ended(BuildStep)
    /// A line that a step printed: plain text without control characters.
    case output(BuildStep, line: String)
    /// How far a part of a step is, such as one layer of a base image; `total` is 0 when unknown.
    case transfer(step: BuildStep?, item: String, current: Int64, total: Int64)
    /// Advice of the builder.
    case warning(String)
}
