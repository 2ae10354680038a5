/// A text read as YAML: the tree as far as there is one, and everything that is wrong with it.
struct YAMLDocument {
    /// More is no pipeline file but a mistake in the command line.
    static let largestText = 4 << 20

    let root: YAMLNode?
    let problems: [YAMLProblem]

    init(_ text: String) {
        // A byte order mark is no part of the text (YAML 1.2.2, section 5.2).
        let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
        guard text.utf8.count <= Self.largestText, let events = YAMLEvents(text) else {
            root = nil
            problems = [YAMLProblem(location: .start, message: "the file is larger than 4 MiB")]
            return
        }
        var composer = YAMLComposer(events)
        do {
            root = try composer.document()
            problems = composer.problems
        } catch {
            root = nil
            problems = composer.problems + [Self.explained(error, in: text)]
        }
    }

    /// Adds what usually lies behind a syntax error, as far as the line shows it.
    private static func explained(_ problem: YAMLProblem, in text: String) -> YAMLProblem {
        guard problem.hint == nil else { return problem }
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let around = [problem.location.line - 1, problem.location.line - 2].filter(lines.indices.contains)
        var explained = problem
        if around.contains(where: { lines[$0].prefix { $0 == " " || $0 == "\t" }.contains("\t") }) {
            explained.hint = "indent with blanks: YAML takes no tabs"
        } else if around.contains(where: { hasReferenceInFlow(lines[$0]) }) {
            explained.hint = "inside {…} and […] a value with ${…} needs quotes"
        }
        return explained
    }
    /// Whether a `${…}` stands behind an opening brace or bracket of YAML's own.
    private static func hasReferenceInFlow(_ line: Substring) -> Bool {
        let parts = line.split(separator: "${", omittingEmptySubsequences: false)
        return parts.count > 1 && parts.dropLast().contains { $0.contains("{") || $0.contains("[") }
    }
}
