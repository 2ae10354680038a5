/// Text from elsewhere, made fit for any terminal and report.
package enum PlainText {
    /// The text in one line: as `strip`, with spaces for line breaks.
    package static func line(_ text: String) -> String {
        strip(text).split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The text without escape sequences (ECMA-48, section 5.4) and control characters; tabs and line feeds stay.
    package static func strip(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var plain = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == "\u{1B}" {
                skipSequence(&rest)
            } else if !isControl(scalar) {
                plain.append(scalar)
            }
        }
        return String(plain)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\t" && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
    }

    /// Passes over what follows an ESC: a control sequence to its final byte, an operating system
    /// command to its terminator, or one more character.
    private static func skipSequence(_ rest: inout String.UnicodeScalarView.SubSequence) {
        switch rest.popFirst() {
        case "[":
            while let scalar = rest.popFirst() {
                if (0x40...0x7E).contains(scalar.value) { return }
            }
        case "]":
            while let scalar = rest.popFirst() {
                if scalar == "\u{07}" { return }
                if scalar == "\u{1B}" {
                    _ = rest.popFirst()
                    return
                }
            }
        default: return
        }
    }
}
