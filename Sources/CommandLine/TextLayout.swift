/// Sets plain text in lines of a width.
struct TextLayout {
    let width: Int

    /// Paragraphs parted by empty lines; every line is indented, and ends of lines within a paragraph are only spaces.
    func prose(_ text: String, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        return paragraphs(text).map { paragraph in
            wrap(paragraph, to: width - indent).map { margin + $0 }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// The width of the first of two columns, which the longest term that is not too long decides.
    func column(for terms: [HelpTerm]) -> Int {
        let limit = min(30, width / 2)
        return terms.map(\.term.count).filter { $0 <= limit }.max() ?? limit
    }

    /// Two columns; a term too long for the first stands on a line of its own.
    func terms(_ terms: [HelpTerm], column: Int) -> String {
        let margin = String(repeating: " ", count: column + 4)
        return terms.flatMap { term in
            var lines = wrap(term.text, to: width - column - 4)
            if term.term.count > column || lines.isEmpty { lines.insert("", at: 0) }
            let first = "  " + term.term + margin.dropFirst(term.term.count + 2) + lines[0]
            return [first.trimmedAtEnd] + lines.dropFirst().map { margin + $0 }
        }.joined(separator: "\n")
    }

    /// What an example does above its command line, which is never broken: it is there to be copied.
    func examples(_ examples: [HelpTerm]) -> String {
        examples.map { example in
            (wrap(example.text, to: width - 4).map { "  # " + $0 } + ["  " + example.term]).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    private func paragraphs(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map { $0.joined(separator: " ") }
    }

    private func wrap(_ text: String, to width: Int) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(String(word))
            }
        }
        return lines
    }
}

extension String {
    fileprivate var trimmedAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
