import AWS
import Runner

/// What `doctor` prints.
struct DoctorOutput: Sendable {
    let checks: [DoctorCheck]
    let marks: Marks

    /// The verdicts of what failed.
    var verdicts: [RunSummary.Verdict] {
        checks.compactMap { if case .failed(let failure) = $0.result { failure.verdict } else { nil } }
    }

    func text(style: Style) -> String {
        checks.map { text(of: $0, style) }.joined()
    }

    private func text(of check: DoctorCheck, _ style: Style) -> String {
        let name = DisplayText.line(check.name)
        switch check.result {
        case .passed(let text):
            return "\(style.paint(marks.done, .success)) \(name): \(DisplayText.line(text))\n"
        case .skipped(let why):
            return "\(style.paint(marks.skipped, .faint)) \(name): \(DisplayText.line(why))\n"
        case .failed(let failure):
            var lines = ["\(style.paint(marks.failed, .failure)) \(name): \(DisplayText.line(failure.what))"]
            lines += failure.details.map { "    " + DisplayText.line($0) }
            if let cause = failure.cause { lines.append("    cause: " + DisplayText.line(cause)) }
            if let hint = failure.hint { lines.append("    hint: " + DisplayText.line(hint)) }
            return lines.joined(separator: "\n") + "\n"
        }
    }

    var json: JSON {
        let list = checks.map { check -> JSON in
            switch check.result {
            case .passed(let text): ["name": .string(check.name), "result": "passed", "detail": .string(text)]
            case .skipped(let why): ["name": .string(check.name), "result": "skipped", "detail": .string(why)]
            case .failed(let failure): ["name": .string(check.name), "result": "failed", "failure": failure.json]
            }
        }
        return ["checks": .array(list)]
    }
}
