import FoundationEssentials

/// A line of a log.
package struct LogEvent: Sendable, Hashable {
    /// When it was written, to the millisecond.
    package let date: Date
    /// The line as it was written; it may hold control characters.
    package let message: String

    init?(_ body: JSON) {
        guard let milliseconds = body["timestamp"]?.number, let message = body["message"]?.string else { return nil }
        date = Date(timeIntervalSince1970: milliseconds / 1000)
        self.message = message
    }
}
