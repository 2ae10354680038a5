extension Diagnostic {
    /// The first line alone: `file:line:column: error: message`, as compilers write it.
    package var headline: String {
        "\(file):\(location.line):\(location.column): \(severity.rawValue): \(message)"
    }

    /// The screen for people: the headline, the line of the file with a caret below, and the hint.
    ///
    /// `text` is the file's content; where the line is not in it or blank, the headline and the hint remain.
    package func rendered(in text: String) -> String {
        var lines = [Self.printable(headline)]
        if let source = Self.line(location.line, of: text) {
            lines.append("    " + Self.printable(source))
            lines.append("    " + Self.indent(before: location.column, in: source) + "^")
        }
        if let hint {
            lines.append("    hint: " + Self.printable(hint))
        }
        return lines.joined(separator: "\n")
    }

    private static func line(_ number: Int, of text: String) -> String? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard lines.indices.contains(number - 1) else { return nil }
        let line = lines[number - 1]
        return line.allSatisfy(\.isWhitespace) ? nil : String(line)
    }

    /// The text without the control characters by which a file could speak to a terminal.
    private static func printable(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            scalar.properties.generalCategory == .control && scalar != "\t" ? "\u{FFFD}" : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Blanks as wide as what stands before a column; tabs stay tabs, so that the caret lines up anywhere.
    private static func indent(before column: Int, in line: String) -> String {
        String(String.UnicodeScalarView(line.unicodeScalars.prefix(column - 1).map { $0 == "\t" ? "\t" : " " }))
    }
}

extension [Diagnostic] {
    /// All screens in the order of the file, an empty line between them.
    package func rendered(in text: String) -> String {
        sortedByPosition.map { $0.rendered(in: text) }.joined(separator: "\n\n")
    }
}
