import Runner

/// How a run is shown, chosen once.
enum RunView: Sendable {
    case live(LiveView)
    case plain(PlainView)
    case quiet(QuietView)

    /// What `--progress` comes to on this terminal.
    init(_ choice: ProgressChoice, color: ColorChoice, on terminal: Terminal) {
        let style = terminal.errorStyle(color)
        switch terminal.progress(choice) {
        case .live: self = .live(LiveView(style: style, marks: terminal.marks))
        case .plain, .auto: self = .plain(PlainView(style: style))
        case .none: self = .quiet(QuietView(style: style))
        }
    }

    /// How often `tick` is due; nil for never.
    var interval: Duration? {
        switch self {
        case .live: LiveView.interval
        case .plain: .seconds(1)
        case .quiet: nil
        }
    }

    /// Whether it moves and hides the cursor.
    var isLive: Bool {
        if case .live = self { true } else { false }
    }

    /// Takes an event; returns what is to be written at once.
    mutating func receive(_ event: Event, at now: Moment, in size: @autoclosure () -> TerminalSize) -> String {
        switch self {
        case .live(var view):
            view.receive(event, at: now)
            let text = view.frame(at: now, in: size())
            self = .live(view)
            return text
        case .plain(var view):
            let text = view.receive(event, at: now)
            self = .plain(view)
            return text
        case .quiet(let view): return view.receive(event)
        }
    }

    /// What the passing of time changes.
    mutating func tick(at now: Moment, in size: @autoclosure () -> TerminalSize) -> String {
        switch self {
        case .live(var view):
            let text = view.frame(at: now, in: size())
            self = .live(view)
            return text
        case .plain(var view):
            let text = view.tick(at: now)
            self = .plain(view)
            return text
        case .quiet: return ""
        }
    }

    /// What leaves the terminal as it was found, with all that was said.
    mutating func close(at now: Moment, in size: @autoclosure () -> TerminalSize) -> String {
        guard case .live(var view) = self else { return "" }
        let text = view.close(at: now, in: size())
        self = .live(view)
        return text
    }
}
