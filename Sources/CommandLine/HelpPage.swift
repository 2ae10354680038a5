/// A help page as data; `text(width:)` sets it.
package struct HelpPage: Sendable, Hashable {
    /// A part of a page below a title.
    package struct Section: Sendable, Hashable {
        /// What stands in a section.
        package enum Body: Sendable, Hashable {
            /// Paragraphs, parted by empty lines.
            case prose(String)
            case terms([HelpTerm])
            /// Command lines, each with what it does above it.
            case examples([HelpTerm])
        }

        /// Stands above the body with a colon; empty for none.
        package let title: String
        /// What stands below the title.
        package let body: Body

        package init(_ title: String, _ body: Body) {
            self.title = title
            self.body = body
        }
    }

    /// One sentence, the first line.
    package let summary: String
    /// Empty for a topic.
    package let usage: String
    /// Below the usage line, in order.
    package let sections: [Section]

    package init(summary: String, usage: String, sections: [Section]) {
        self.summary = summary
        self.usage = usage
        self.sections = sections
    }

    /// The page as text that ends in a newline. Lines are at most `width` columns, but never set narrower than 40
    /// and never wider than 100; a single long word may stick out.
    ///
    /// - Parameter heading: Sets off a title where the terminal can.
    package func text(width: Int, heading: (String) -> String = { $0 }) -> String {
        let layout = TextLayout(width: min(max(width, 40), 100))
        let column = layout.column(for: sections.flatMap(\.terms))
        var blocks = [layout.prose(summary)]
        if !usage.isEmpty {
            blocks.append(heading("Usage:") + layout.prose(usage, indent: 7).dropFirst(6))
        }
        for section in sections {
            let body =
                switch section.body {
                case .prose(let text): layout.prose(text, indent: section.title.isEmpty ? 0 : 2)
                case .terms(let terms): layout.terms(terms, column: column)
                case .examples(let examples): layout.examples(examples)
                }
            blocks.append(section.title.isEmpty ? body : heading(section.title + ":") + "\n" + body)
        }
        return blocks.joined(separator: "\n\n") + "\n"
    }
}

extension HelpPage.Section {
    /// What shares the page's columns.
    fileprivate var terms: [HelpTerm] {
        guard case .terms(let terms) = body else { return [] }
        return terms
    }
}
