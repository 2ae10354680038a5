extension Duration {
    /// Parses `90s`, `15m`, `1h30m`: whole hours, minutes and seconds in this order, more than nothing and at
    /// most a week; nil for anything else.
    init?(written text: String) {
        guard let match = text.wholeMatch(of: /(?:([0-9]{1,6})h)?(?:([0-9]{1,6})m)?(?:([0-9]{1,6})s)?/) else {
            return nil
        }
        func count(_ digits: Substring?) -> Int { digits.flatMap { Int($0) } ?? 0 }
        let seconds = count(match.1) * 3600 + count(match.2) * 60 + count(match.3)
        guard (1...7 * 86400).contains(seconds) else { return nil }
        self = .seconds(seconds)
    }
}
