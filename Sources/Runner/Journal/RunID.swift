import FoundationEssentials

/// The name of one execution: sortable by time, unique, and allowed in AWS tags and file names.
///
/// `20261121T101500Z-3f9a1c`: the start in UTC and six random digits.
package struct RunID: Hashable, Sendable, CustomStringConvertible {
    /// The id itself.
    package let description: String

    /// Makes an id for a run that starts now.
    package init(startingAt date: Date, random: UInt32) {
        let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
        let digits = String(random & 0xff_ffff, radix: 16)
        description = date.formatted(style) + "-" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
