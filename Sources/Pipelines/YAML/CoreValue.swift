import FoundationEssentials

/// What a plain scalar stands for (YAML 1.2.2, section 10.3.2, "Tag Resolution" of the core schema).
///
/// YAML 1.1's `yes`, `no`, `on`, `off`, octal `017` and sexagesimal `1:30` are strings and decimals here.
enum CoreValue: Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)

    init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        case ".nan", ".NaN", ".NAN": self = .number(.nan)
        case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF": self = .number(.infinity)
        case "-.inf", "-.Inf", "-.INF": self = .number(-.infinity)
        default: self = Self.number(in: text) ?? .string(text)
        }
    }

    private static func number(in text: String) -> CoreValue? {
        if text.hasPrefix("0x") { return radix(16, text.dropFirst(2)) }
        if text.hasPrefix("0o") { return radix(8, text.dropFirst(2)) }
        guard isDecimal(text) else { return nil }
        if let integer = Int64(text) { return .integer(integer) }
        return Double(text).map(CoreValue.number)
    }

    private static func radix(_ radix: Int, _ digits: Substring) -> CoreValue? {
        guard let first = digits.first, first.isHexDigit else { return nil }
        return Int64(digits, radix: radix).map(CoreValue.integer)
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
    private static func isDecimal(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func digits() -> Int {
            let count = rest.prefix { (48...57).contains($0) }.count
            rest = rest.dropFirst(count)
            return count
        }
        func skip(_ characters: String) -> Bool {
            guard let first = rest.first, characters.utf8.contains(first) else { return false }
            rest = rest.dropFirst()
            return true
        }
        _ = skip("+-")
        let whole = digits()
        let fraction = skip(".") ? digits() : 0
        guard whole + fraction > 0 else { return false }
        if skip("eE") {
            _ = skip("+-")
            guard digits() > 0 else { return false }
        }
        return rest.isEmpty
    }
}
