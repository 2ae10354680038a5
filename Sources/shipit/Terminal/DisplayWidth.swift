extension String {
    /// How many columns a terminal needs for it; control characters and escape sequences must be gone.
    var displayWidth: Int {
        utf8.allSatisfy { $0 < 0x80 } ? utf8.count : reduce(0) { $0 + $1.displayWidth }
    }

    /// The text with spaces after it, or before it, up to a width.
    func padded(to width: Int, atStart: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, width - displayWidth))
        return atStart ? spaces + self : self + spaces
    }

    /// The text cut to a width, with a sign at the end where something was cut.
    func fitted(to width: Int, ellipsis: String = "…") -> String {
        guard displayWidth > width else { return self }
        guard width > 0 else { return "" }
        var result = ""
        var left = width - 1
        for character in self {
            left -= character.displayWidth
            guard left >= 0 else { break }
            result.append(character)
        }
        return result + ellipsis
    }
}

extension Character {
    /// One column, two for East Asian wide forms and emoji (UAX #11), none for marks that stand on nothing.
    fileprivate var displayWidth: Int {
        guard let first = unicodeScalars.first else { return 0 }
        if unicodeScalars.contains(where: { $0 == "\u{FE0F}" || $0.properties.isEmojiPresentation }) { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: return Self.isWide(first.value) ? 2 : 1
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        switch value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }
}
