/// Lengths of time as people write them: `90s`, `15m`, `1h30m`, `2d`.
///
/// Units are d, h, m, s, each at most once and the greatest first. Whole numbers only; a number without a unit is refused,
/// since nobody could tell whether it means seconds or minutes.
extension Duration: ArgumentValue {
    private static let units: [(letter: Character, seconds: Int64)] = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]

    package init?(argument: String) {
        var total: Int64 = 0
        var rest = argument[...]
        var unitsLeft = Self.units[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
            let letter = rest.dropFirst(digits.count).first
            guard let count = Int64(digits), let unit = unitsLeft.firstIndex(where: { $0.letter == letter }) else {
                return nil
            }
            let (part, isTooLong) = count.multipliedReportingOverflow(by: unitsLeft[unit].seconds)
            let (sum, isSumTooLong) = total.addingReportingOverflow(part)
            guard !isTooLong, !isSumTooLong else { return nil }
            total = sum
            rest = rest.dropFirst(digits.count + 1)
            unitsLeft = unitsLeft[(unit + 1)...]
        }
        guard !argument.isEmpty else { return nil }
        self = .seconds(total)
    }

    package static var expectation: String { "a duration such as 90s, 15m or 1h30m" }

    package var argumentText: String {
        var seconds = components.seconds
        var text = ""
        for unit in Self.units where seconds >= unit.seconds {
            text += "\(seconds / unit.seconds)\(unit.letter)"
            seconds %= unit.seconds
        }
        return text.isEmpty ? "0s" : text
    }
}
