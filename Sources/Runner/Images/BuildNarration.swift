import Docker

/// What is told of a build while it goes on.
enum BuildNarration {
    static func tell(_ progress: BuildProgress, to reporter: StepReporter) {
        switch progress {
        case .contextSent(let bytes):
            reporter.progress("context sent", done: Int64(bytes), unit: .bytes)
        case .started(let step) where !step.isInternal:
            reporter.log(step.name)
        case .ended(let step) where !step.isInternal && step.state == .cached:
            reporter.log("\(step.name) (cached)")
        case .output(_, let line):
            reporter.log(line)
        case .transfer(_, let item, let current, let total) where total > 0:
            reporter.progress(item, done: current, total: total, unit: .bytes)
        case .warning(let text):
            reporter.warn(text)
        case .started, .ended, .transfer:
            break
        }
    }
}
