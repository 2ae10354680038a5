import Runner

/// A run as lines that are never changed: for CI, files and pipes.
///
/// A line for each change of state, with the time of day; what steps write comes as it is written. A step that says
/// nothing for a minute is mentioned, so that a CI system sees life.
struct PlainView: Sendable {
    private let style: Style
    private var verb = "run"
    private var running: [RunningStep] = []
    private static let silence = Duration.seconds(60)

    init(style: Style) {
        self.style = style
    }

    /// The lines that an event adds; most often one, sometimes none.
    mutating func receive(_ event: Event, at now: Moment) -> String {
        switch event {
        case .runStarted(let header):
            verb = header.verb
            return line(nil, RunPhrases.header(header) + " (run \(header.id))", .heading, now)
        case .stepStarted(let service, let step):
            running.append(RunningStep(service: service, step, at: now.uptime))
            return line(service, "\(step.rawValue) started", nil, now)
        case .stepProgressed(let service, let step, let progress):
            return progressed(service, step, progress, now)
        case .stepLogged(let service, let step, let text):
            update(service, step) { $0.lastMention = now.uptime }
            return line(service, "\(step.rawValue) | \(text)", .faint, now)
        case .stepFinished(let service, let step, let result):
            running.removeAll { $0.isOf(service, step) }
            return finished(service, step, result, now)
        case .note(let service, let text):
            return line(service, text, nil, now)
        case .warning(let service, let text):
            return line(service, "warning: " + text, .warning, now)
        case .runFinished(let summary):
            let services = summary.services.map { service in
                let detail = service.detail.isEmpty ? "" : ": " + service.detail
                let text = RunPhrases.verdict(service.verdict) + detail
                return line(service.name, text, RunPhrases.role(service.verdict), now)
            }
            return services.joined() + line(nil, "\(verb) \(RunPhrases.summary(summary))", .heading, now)
        }
    }

    /// The lines that the passing of time adds.
    mutating func tick(at now: Moment) -> String {
        var text = ""
        for index in running.indices where now.uptime - running[index].lastMention >= Self.silence {
            running[index].lastMention = now.uptime
            let step = running[index]
            let progress = step.progress.map { ": " + RunPhrases.progress($0) } ?? ""
            let time = Measure.time(now.uptime - step.start)
            text += line(step.service, "\(step.step.rawValue) still running after \(time)\(progress)", nil, now)
        }
        return text
    }

    /// Only a new text is a change of state; growing counts are not, or a push would fill the log.
    private mutating func progressed(
        _ service: String?,
        _ step: Step,
        _ progress: StepProgress,
        _ now: Moment
    ) -> String {
        var isNews = false
        update(service, step) {
            isNews = $0.progress?.text != progress.text
            $0.progress = progress
            if isNews { $0.lastMention = now.uptime }
        }
        return isNews ? line(service, "\(step.rawValue): \(RunPhrases.progress(progress))", nil, now) : ""
    }

    private func finished(_ service: String?, _ step: Step, _ result: StepResult, _ now: Moment) -> String {
        let time = Measure.time(result.duration)
        let tail = { (text: String) in text.isEmpty ? "" : ": " + text }
        return switch result.outcome {
        case .done(let text): line(service, "\(step.rawValue) done in \(time)\(tail(text))", .success, now)
        case .skipped(let why): line(service, "\(step.rawValue) skipped\(tail(why))", .faint, now)
        case .failed(let why): line(service, "\(step.rawValue) failed after \(time)\(tail(why))", .failure, now)
        }
    }

    private mutating func update(_ service: String?, _ step: Step, _ change: (inout RunningStep) -> Void) {
        guard let index = running.firstIndex(where: { $0.isOf(service, step) }) else { return }
        change(&running[index])
    }

    private func line(_ service: String?, _ text: String, _ role: Style.Role?, _ now: Moment) -> String {
        var line = StyledLine()
        line.add(now.timeOfDay + " ", .faint)
        if let service { line.add("[\(service)] ") }
        line.add(text, role)
        return line.text(style) + "\n"
    }
}
