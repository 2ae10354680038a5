import Runner

/// A step that has begun and not ended, as a view remembers it.
struct RunningStep: Sendable {
    /// How many of its last lines are kept, to be shown if it fails.
    static let keptLines = 10

    let service: String?
    let step: Step
    let start: Duration
    var progress: StepProgress?
    /// The last lines that its work wrote, fit for the terminal.
    private(set) var lines: [String] = []
    /// When a view last said something about it.
    var lastMention: Duration

    init(service: String?, _ step: Step, at start: Duration) {
        self.service = service
        self.step = step
        self.start = start
        self.lastMention = start
    }

    func isOf(_ service: String?, _ step: Step) -> Bool { self.service == service && self.step == step }

    mutating func log(_ line: String) {
        let line = String(DisplayText.line(line).prefix(1000))
        guard !line.allSatisfy(\.isWhitespace) else { return }
        if lines.count == Self.keptLines { lines.removeFirst() }
        lines.append(line)
    }
}
