import Testing

@testable import shipit

private let terminal = Terminal.End(isTerminal: true, size: TerminalSize(columns: 80, rows: 24))
private let pipe = Terminal.End(isTerminal: false, size: TerminalSize(columns: 80, rows: 24))

/// A surrounding, and what is decided in it.
private struct Surrounding: Sendable {
    var environment: [String: String] = [:]
    var error = terminal
    var color = ColorChoice.auto
    var progress = ProgressChoice.auto
    let isColored: Bool
    let shows: ProgressChoice
}

private let xterm = ["TERM": "xterm"]

@Test(
    "Colour and progress follow the options, then the environment, then the stream",
    arguments: [
        Surrounding(environment: xterm, isColored: true, shows: .live),
        Surrounding(environment: xterm, error: pipe, isColored: false, shows: .plain),
        Surrounding(environment: [:], isColored: false, shows: .plain),
        Surrounding(environment: ["TERM": "dumb"], isColored: false, shows: .plain),
        Surrounding(environment: ["TERM": "dumb"], progress: .live, isColored: false, shows: .live),
        Surrounding(environment: ["TERM": "xterm", "NO_COLOR": "1"], isColored: false, shows: .live),
        Surrounding(environment: ["TERM": "xterm", "NO_COLOR": ""], isColored: true, shows: .live),
        Surrounding(environment: ["TERM": "xterm", "CI": "true"], isColored: true, shows: .plain),
        Surrounding(environment: ["CLICOLOR_FORCE": "1"], error: pipe, isColored: true, shows: .plain),
        Surrounding(environment: ["CLICOLOR_FORCE": "0"], error: pipe, isColored: false, shows: .plain),
        Surrounding(
            environment: ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"],
            error: pipe,
            isColored: false,
            shows: .plain
        ),
        Surrounding(environment: ["NO_COLOR": "1"], error: pipe, color: .always, isColored: true, shows: .plain),
        Surrounding(
            environment: ["TERM": "xterm", "CLICOLOR_FORCE": "1"],
            color: .never,
            isColored: false,
            shows: .live
        ),
        Surrounding(environment: xterm, error: pipe, progress: .live, isColored: false, shows: .plain),
        Surrounding(environment: xterm, progress: .plain, isColored: true, shows: .plain),
        Surrounding(environment: xterm, progress: .none, isColored: true, shows: .none),
    ]
)
private func decide(_ surrounding: Surrounding) {
    let terminal = Terminal(output: pipe, error: surrounding.error, environment: surrounding.environment)
    #expect(terminal.errorStyle(surrounding.color).isColored == surrounding.isColored)
    #expect(terminal.progress(surrounding.progress) == surrounding.shows)
}

@Test("Each stream has a style of its own")
func styles() {
    let mixed = Terminal(output: pipe, error: terminal, environment: xterm)
    #expect(mixed.outputStyle(.auto) == .plain)
    #expect(mixed.errorStyle(.auto) == Style(isColored: true))
}

@Test(
    "Signs beyond ASCII are used unless the locale is set to something else than UTF-8",
    arguments: [
        ([:], "✓"), (["LANG": "de_DE.UTF-8"], "✓"), (["LANG": "C.utf8"], "✓"), (["LANG": "C"], "+"),
        (["LANG": "C", "LC_ALL": "en_US.UTF-8"], "✓"), (["LANG": "en_US.UTF-8", "LC_ALL": "POSIX"], "+"),
        (["LC_ALL": "", "LANG": "de_DE.ISO-8859-1"], "+"),
    ]
)
func marks(_ environment: [String: String], _ done: String) {
    #expect(Terminal(output: pipe, error: pipe, environment: environment).marks.done == done)
}

@Test("A text is painted only where the stream is coloured, and an empty one never")
func paint() {
    #expect(Style(isColored: true).paint("x", .failure) == "\u{1B}[31mx\u{1B}[0m")
    #expect(Style(isColored: true).paint("", .failure) == "")
    #expect(Style.plain.paint("x", .failure) == "x")
}
