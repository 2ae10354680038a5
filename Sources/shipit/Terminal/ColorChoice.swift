import CommandLine

/// When output is coloured: `--color`.
enum ColorChoice: String, Sendable, CaseIterable, ArgumentValue {
    case auto
    case always
    case never
}
