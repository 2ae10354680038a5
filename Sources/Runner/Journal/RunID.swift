import FoundationEssentials

/// The name of one execution: sortable by time, unique, and allowed in AWS tags and file names.
///
/// `20261121T101500Z-3f9a1c`: the start in UTC and six random digits.
package struct RunID: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    /// Makes an id for a run that starts now.
    package init(startingAt date: Date, random: UInt32) {
        let style = Date.ISO8601FormatStyle(dateSeparator: .omitted, timeSeparator: .omitted, timeZone: .gmt)
        let digits = String(random & 0xff_ffff, radix: 16)
        description = date.formatted(style) + "-" + String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// Reads an id that a run has written; nil for anything else.
    package init?(_ text: String) {
        let isSafe = text.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
        }
        guard isSafe, (1...64).contains(text.utf8.count) else { return nil }
        description = text
    }
}
