import CommandLine

/// How results are written to stdout: `--format`. Progress stays on stderr in either.
enum OutputFormat: String, Sendable, CaseIterable, ArgumentValue {
    case text
    case json
}
