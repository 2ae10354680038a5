import CommandLine

/// How a run is shown on stderr: `--progress`.
enum ProgressChoice: String, Sendable, CaseIterable, ArgumentValue {
    /// Live on a terminal, plain elsewhere and in CI.
    case auto
    case live
    case plain
    /// Warnings only.
    case none
}
