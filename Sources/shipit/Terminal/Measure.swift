/// Lengths of time and amounts of data in words.
enum Measure {
    /// `0.4s`, `8.2s`, `42s`, `3m 05s`, `1h 02m`.
    static func time(_ duration: Duration) -> String {
        let tenths = max(0, duration / .milliseconds(100)).rounded(.down)
        let seconds = Int64(tenths) / 10
        let pad = { (number: Int64) in (number < 10 ? "0" : "") + String(number) }
        return switch seconds {
        case ..<10: "\(seconds).\(Int64(tenths) % 10)s"
        case ..<60: "\(seconds)s"
        case ..<3600: "\(seconds / 60)m \(pad(seconds % 60))s"
        default: "\(seconds / 3600)h \(pad(seconds / 60 % 60))m"
        }
    }

    /// `999 B`, `1.2 kB`, `340 MB`: powers of 1000, as registries and docker count.
    static func bytes(_ count: Int64) -> String {
        guard count >= 1000 else { return "\(max(0, count)) B" }
        var (amount, unit) = (Double(count) / 1000, 0)
        let units = ["kB", "MB", "GB", "TB"]
        while amount >= 999.5, unit < units.count - 1 { (amount, unit) = (amount / 1000, unit + 1) }
        let tenths = Int64((amount * 10).rounded())
        return tenths < 1000
            ? "\(tenths / 10).\(tenths % 10) \(units[unit])" : "\(Int64(amount.rounded())) \(units[unit])"
    }
}
