#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What is at the other end of stdout and stderr.
struct Terminal: Sendable {
    /// One stream's end.
    struct End: Sendable, Hashable {
        let isTerminal: Bool
        let size: TerminalSize
    }

    let output: End
    let error: End
    /// Whether somebody can be asked.
    let inputIsTerminal: Bool
    private let environment: [String: String]

    init(output: End, error: End, inputIsTerminal: Bool = false, environment: [String: String]) {
        self.output = output
        self.error = error
        self.inputIsTerminal = inputIsTerminal
        self.environment = environment
    }

    /// The process's own streams.
    static func current(environment: [String: String]) -> Self {
        Self(
            output: end(of: .output, environment),
            error: end(of: .error, environment),
            inputIsTerminal: isatty(STDIN_FILENO) == 1,
            environment: environment
        )
    }

    /// Whether stdout's results are coloured.
    func outputStyle(_ choice: ColorChoice) -> Style { style(choice, output) }

    /// Whether stderr's progress and errors are coloured.
    func errorStyle(_ choice: ColorChoice) -> Style { style(choice, error) }

    /// How a run is shown: live needs a terminal that can move its cursor, and nobody watches in CI.
    func progress(_ choice: ProgressChoice) -> ProgressChoice {
        switch choice {
        case .auto: error.isTerminal && !isDumb && !isSet("CI") ? .live : .plain
        case .live: error.isTerminal ? .live : .plain
        case .plain, .none: choice
        }
    }

    /// Marks as the locale can show them: ASCII where it is set to something else than UTF-8.
    var marks: Marks {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }
        guard let locale = names.first(where: { !$0.isEmpty })?.lowercased() else { return .unicode }
        return locale.contains("utf-8") || locale.contains("utf8") ? .unicode : .ascii
    }

    /// An explicit choice, then NO_COLOR (no-color.org), CLICOLOR_FORCE (bixense.com/clicolors), then the stream.
    private func style(_ choice: ColorChoice, _ end: End) -> Style {
        switch choice {
        case .always: Style(isColored: true)
        case .never: Style(isColored: false)
        case .auto where isSet("NO_COLOR"): Style(isColored: false)
        case .auto where isSet("CLICOLOR_FORCE") && environment["CLICOLOR_FORCE"] != "0": Style(isColored: true)
        case .auto: Style(isColored: end.isTerminal && !isDumb)
        }
    }

    private var isDumb: Bool { ["dumb", "", nil].contains(environment["TERM"]) }

    private func isSet(_ name: String) -> Bool { environment[name]?.isEmpty == false }

    private static func end(of stream: StandardStream, _ environment: [String: String]) -> End {
        let isTerminal = isatty(stream.descriptor) == 1
        let columns = environment["COLUMNS"].flatMap(Int.init).map { max(1, $0) } ?? 80
        let size = isTerminal ? TerminalSize.current(of: stream) : nil
        return End(isTerminal: isTerminal, size: size ?? TerminalSize(columns: columns, rows: 24))
    }
}
