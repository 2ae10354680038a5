import Runner

/// A run on a terminal: what is over stands above, and below it a line for each running step is drawn again and again.
///
/// Events change the state only; `frame` and `close` return what is to be written. Nothing else may write to the
/// terminal between the first frame and `close`.
struct LiveView: Sendable {
    private let style: Style
    private let marks: Marks
    private var running: [RunningStep] = []
    private var serviceWidth = 0
    /// Lines that are over, not yet written.
    private var finished: [String] = []
    /// The widths of the lines on the screen that the next frame replaces.
    private var drawn: [Int] = []
    private var lastFrame: Duration?
    private var isCursorHidden = false

    /// The least time between two frames: ten a second.
    static let interval = Duration.milliseconds(100)

    init(style: Style, marks: Marks) {
        self.style = style
        self.marks = marks
    }

    mutating func receive(_ event: Event, at now: Moment) {
        switch event {
        case .runStarted(let header):
            serviceWidth = header.services.map(\.displayWidth).max() ?? 0
            finish(RunPhrases.header(header), .heading)
        case .stepStarted(let service, let step):
            serviceWidth = max(serviceWidth, service?.displayWidth ?? 0)
            running.append(RunningStep(service: service, step, at: now.uptime))
        case .stepProgressed(let service, let step, let progress):
            update(service, step) { $0.progress = progress }
        case .stepLogged(let service, let step, let line):
            update(service, step) { $0.log(line) }
        case .stepFinished(let service, let step, let result):
            let lines = running.first { $0.isOf(service, step) }?.lines ?? []
            running.removeAll { $0.isOf(service, step) }
            finish(service, step, result, lines)
        case .note(let service, let text):
            finish(mark: " ", nil, service, text, nil)
        case .warning(let service, let text):
            finish(mark: marks.warning, .warning, service, text, .warning)
        case .runFinished(let summary):
            finish(summary)
        }
    }

    /// What brings the screen up to date; empty when it is, or when the last frame was less than `interval` ago.
    mutating func frame(at now: Moment, in size: TerminalSize) -> String {
        if let lastFrame, now.uptime - lastFrame < Self.interval { return "" }
        guard !finished.isEmpty || !running.isEmpty || !drawn.isEmpty else { return "" }
        lastFrame = now.uptime
        let lines = runningLines(at: now, in: size)
        var text = isCursorHidden ? "" : "\u{1B}[?25l"
        isCursorHidden = true
        text += rewind(in: size) + takeFinished()
        for line in lines { text += line.text(style, width: size.columns - 1, ellipsis: marks.ellipsis) + "\n" }
        drawn = lines.map { min($0.width, size.columns - 1) }
        return text
    }

    /// What leaves the screen for good: no line that pretends to be alive, and the cursor back. Steps that still run are
    /// said to be left. More events and another `close` are harmless.
    mutating func close(at now: Moment, in size: TerminalSize) -> String {
        for step in running {
            let time = Measure.time(now.uptime - step.start)
            finish(line(marks.skipped, .warning, step, time, [("left", .warning)]))
        }
        running = []
        let text = rewind(in: size) + takeFinished() + (isCursorHidden ? "\u{1B}[?25h" : "")
        drawn = []
        isCursorHidden = false
        return text
    }

    private mutating func update(_ service: String?, _ step: Step, _ change: (inout RunningStep) -> Void) {
        guard let index = running.firstIndex(where: { $0.isOf(service, step) }) else { return }
        change(&running[index])
    }

    /// Takes the cursor to the first line of the last frame and clears from there. A terminal that was made narrower
    /// has broken long lines into several.
    private func rewind(in size: TerminalSize) -> String {
        let rows = drawn.reduce(0) { $0 + max(1, ($1 + size.columns - 1) / size.columns) }
        guard rows > 0 else { return "" }
        return "\u{1B}[\(min(rows, size.rows - 1))A\r\u{1B}[J"
    }

    private mutating func takeFinished() -> String {
        defer { finished = [] }
        return finished.map { $0 + "\n" }.joined()
    }
}

/// Lines that are over.
extension LiveView {
    private mutating func finish(_ line: StyledLine) { finished.append(line.text(style)) }

    private mutating func finish(_ text: String, _ role: Style.Role) {
        var line = StyledLine()
        line.add(text, role)
        finish(line)
    }

    private mutating func finish(
        mark: String,
        _ role: Style.Role?,
        _ service: String?,
        _ text: String,
        _ textRole: Style.Role?
    ) {
        var line = StyledLine()
        line.add(mark + " ", role)
        if let service { line.add(service.padded(to: serviceWidth) + "  ") }
        line.add(text, textRole)
        finish(line)
    }

    private mutating func finish(_ service: String?, _ step: Step, _ result: StepResult, _ lines: [String]) {
        let running = RunningStep(service: service, step, at: .zero)
        let time = Measure.time(result.duration)
        switch result.outcome {
        case .done(let text): finish(line(marks.done, .success, running, time, [(text, nil)]))
        case .skipped(let why): finish(line(marks.skipped, .faint, running, "", [("skipped: " + why, .faint)]))
        case .failed(let why):
            finish(line(marks.failed, .failure, running, time, [(why, .failure)]))
            for line in lines { finish("    | " + line, .faint) }
        }
    }

    private mutating func finish(_ summary: RunSummary) {
        for service in summary.services {
            let role = RunPhrases.role(service.verdict)
            let isGood = role == .success
            let detail = service.detail.isEmpty ? "" : ": " + service.detail
            let text = RunPhrases.verdict(service.verdict) + detail
            finish(mark: isGood ? marks.done : marks.failed, role, service.name, text, nil)
        }
        finish(RunPhrases.summary(summary), .heading)
    }
}

/// Lines that live.
extension LiveView {
    /// A line for each running step; the screen's last row stays free, and what does not fit is counted.
    private func runningLines(at now: Moment, in size: TerminalSize) -> [StyledLine] {
        let turn = Int(now.uptime / Self.interval)
        let spinner = marks.spinner[turn % marks.spinner.count]
        let room = max(1, size.rows - 1)
        let shown = running.count > room ? room - 1 : running.count
        var lines = running.prefix(shown).map { step in
            let time = Measure.time(now.uptime - step.start)
            return line(spinner, .active, step, time, detail(of: step))
        }
        if shown < running.count {
            var rest = StyledLine()
            rest.add("  and \(running.count - shown) more", .faint)
            lines.append(rest)
        }
        return lines
    }

    private func detail(of step: RunningStep) -> [(String, Style.Role?)] {
        let progress = step.progress.map(RunPhrases.progress) ?? ""
        guard let last = step.lines.last else { return [(progress, nil)] }
        return progress.isEmpty ? [(last, .faint)] : [(progress, nil), (" | " + last, .faint)]
    }

    /// `✓ auth-service  build     8.2s    detail`.
    private func line(
        _ mark: String,
        _ role: Style.Role,
        _ step: RunningStep,
        _ time: String,
        _ detail: [(String, Style.Role?)]
    ) -> StyledLine {
        var line = StyledLine()
        line.add(mark + " ", role)
        line.add((step.service ?? "").padded(to: serviceWidth) + (serviceWidth > 0 ? "  " : ""))
        line.add(step.step.rawValue.padded(to: 10))
        line.add(time.padded(to: 8), .faint)
        for (text, role) in detail { line.add(text, role) }
        return line
    }
}
