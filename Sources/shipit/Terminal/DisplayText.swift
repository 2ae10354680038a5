/// Text that others wrote, made fit for one line of a terminal.
///
/// Build output, container logs and AWS's messages must be able neither to move the cursor nor to colour, hide or
/// reorder what stands around them.
enum DisplayText {
    /// One line without escape sequences and control characters.
    ///
    /// Of a line that was overwritten with carriage returns the last state stays, as it would on a terminal. Tabs become
    /// spaces to the next multiple of four; line ends become spaces; marks of writing direction go.
    static func line(_ text: String) -> String {
        var isClean = true
        for byte in text.utf8 where byte < 0x20 || byte >= 0x7F {
            isClean = false
            break
        }
        guard !isClean else { return text }
        var line = Substring(stripEscapes(text))
        while let last = line.unicodeScalars.last, last == "\r" || last == "\n" { line.unicodeScalars.removeLast() }
        var result = String.UnicodeScalarView()
        var column = 0
        for scalar in line.unicodeScalars {
            switch scalar {
            case "\r": (result, column) = (String.UnicodeScalarView(), -1)
            case "\t": result.append(contentsOf: repeatElement(" ", count: 4 - column % 4))
            case "\n", "\u{2028}", "\u{2029}", "\u{85}": result.append(" ")
            case let scalar where isUnwanted(scalar): continue
            default: result.append(scalar)
            }
            column += scalar == "\t" ? 4 - column % 4 : 1
        }
        return String(result)
    }

    /// The lines of a text, each fit for the terminal; empty lines at the end go.
    static func lines(_ text: String) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { line(String($0)) }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F: true
        // Marks and overrides of direction (UAX #9), and the byte order mark.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: true
        // Tags, which no terminal shows.
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Takes out escape sequences whole (ECMA-48): CSI with its parameters, strings such as OSC up to their end, and
    /// two-character escapes. A sequence cut off takes the rest of its kind with it and nothing more.
    private static func stripEscapes(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            switch scalar {
            case "\u{1B}": dropEscape(&scalars)
            case "\u{9B}": dropControlSequence(&scalars)
            case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": dropString(&scalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func dropEscape(_ scalars: inout Substring.UnicodeScalarView) {
        switch scalars.first {
        case "[":
            scalars.removeFirst()
            dropControlSequence(&scalars)
        case "]", "P", "X", "^", "_":
            scalars.removeFirst()
            dropString(&scalars)
        default:
            while let next = scalars.first, (0x20...0x2F).contains(next.value) { scalars.removeFirst() }
            if let last = scalars.first, (0x30...0x7E).contains(last.value) { scalars.removeFirst() }
        }
    }

    private static func dropControlSequence(_ scalars: inout Substring.UnicodeScalarView) {
        while let next = scalars.first, (0x20...0x3F).contains(next.value) { scalars.removeFirst() }
        if let last = scalars.first, (0x40...0x7E).contains(last.value) { scalars.removeFirst() }
    }

    /// Up to BEL or ST; an unfinished string ends with its line.
    private static func dropString(_ scalars: inout Substring.UnicodeScalarView) {
        while let next = scalars.first, next != "\n" {
            scalars.removeFirst()
            if next == "\u{07}" || next == "\u{9C}" { return }
            if next == "\u{1B}" {
                if scalars.first == "\\" { scalars.removeFirst() }
                return
            }
        }
    }
}
