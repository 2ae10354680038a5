/// The sections of one of AWS's shared files.
///
/// The rules are botocore's: comments are whole lines, keys know no case, a line indented deeper than its key
/// continues the value, and a value of indented `key = value` lines is a table of its own.
struct INIDocument: Sendable, Hashable {
    struct Section: Sendable, Hashable {
        let name: String
        var values: [String: String] = [:]
        var tables: [String: [String: String]] = [:]
    }

    private(set) var sections: [Section] = []

    /// The value that continuation lines belong to.
    private struct OpenValue {
        let key: String
        let indent: Int
        var lines: [String]
    }

    /// - Parameter path: Where the text is from, for errors.
    init(parsing text: String, path: String) throws(AWSConfigurationError) {
        var open: OpenValue?
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let content = String(line).trimmed(of: " \t\u{FEFF}")
            if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { continue }
            let indent = line.prefix { $0 == " " || $0 == "\t" }.count
            if let value = open, indent > value.indent {
                open?.lines.append(content)
                continue
            }
            close(&open)
            if content.hasPrefix("[") {
                guard let end = content.lastIndex(of: "]") else {
                    throw .unreadableFile(path: path, reason: "line \(index + 1): the section's name does not end")
                }
                add(section: String(content[content.index(after: content.startIndex)..<end]))
                continue
            }
            guard !sections.isEmpty else {
                throw .unreadableFile(path: path, reason: "line \(index + 1): a value before the first section")
            }
            guard let (key, value) = Self.pair(content, separators: "=:") else {
                throw .unreadableFile(path: path, reason: "line \(index + 1): neither a section nor 'key = value'")
            }
            open = OpenValue(key: key.lowercased(), indent: indent, lines: [value])
        }
        close(&open)
    }

    init() {}

    private mutating func add(section name: String) {
        sections.removeAll { $0.name == name && $0.values.isEmpty && $0.tables.isEmpty }
        if let index = sections.firstIndex(where: { $0.name == name }) {
            // Repeated sections are one; the later lines count.
            sections.append(sections.remove(at: index))
        } else {
            sections.append(Section(name: name))
        }
    }

    private mutating func close(_ open: inout OpenValue?) {
        guard let value = open.take() else { return }
        let current = sections.count - 1
        if value.lines[0].isEmpty, value.lines.count > 1 {
            let pairs = value.lines.dropFirst().compactMap { Self.pair($0, separators: "=") }
            sections[current].tables[value.key] = Dictionary(pairs, uniquingKeysWith: { _, last in last })
        } else {
            sections[current].values[value.key] = value.lines.joined(separator: "\n")
        }
    }

    private static func pair(_ line: String, separators: String) -> (key: String, value: String)? {
        guard let separator = line.firstIndex(where: { separators.contains($0) }) else { return nil }
        let key = String(line[..<separator]).trimmed(of: " \t")
        guard !key.isEmpty else { return nil }
        return (key, String(line[line.index(after: separator)...]).trimmed(of: " \t"))
    }
}
