/// Follows a build: takes the builder's messages, says what happened, and knows the outcome in the end.
///
/// Pure: no clock, no I/O. Its memory is bounded, whatever the builder sends: steps beyond
/// `maximumSteps` are not followed, and of each step's output only the last lines are kept.
package struct BuildTracker {
    /// How many last lines of a failing step its error shows.
    package static let tailLength = 30
    package static let maximumSteps = 10_000

    /// A step with what must be remembered about it.
    struct Entry {
        var step: BuildStep
        var started: Duration?
        var completed: Duration?
        /// Whether its start has been told and its end has not.
        var isShownRunning = false
        /// How long its earlier runs took.
        var elapsed: Duration = .zero
        var standardOutput = LineAssembler()
        var standardError = LineAssembler()
        var tail = OutputTail()

        /// The lines that nothing ended.
        mutating func finishOutput() -> [BuildProgress] {
            keep([standardOutput.finish()].compactMap { $0 }, isError: false)
                + keep([standardError.finish()].compactMap { $0 }, isError: true)
        }

        mutating func keep(_ lines: [String], isError: Bool) -> [BuildProgress] {
            tail.append(lines, isError: isError)
            return lines.map { .output(step, line: $0) }
        }
    }

    var entries: [String: Entry] = [:]
    /// The steps that failed, in the order in which they did.
    var failedSteps: [String] = []
    /// The classic builder's current step.
    var classicStep: String?
    var classicLines = LineAssembler()

    /// The image's id as last told.
    package private(set) var imageID: String?
    /// Why the build failed, once it has.
    package private(set) var failure: BuildFailure?

    package init() {}

    /// Takes the next message and returns what it tells.
    package mutating func observe(_ message: BuildMessage) -> [BuildProgress] {
        switch message {
        case .trace(let trace):
            return observe(trace)
        case .imageID(let id):
            imageID = id
            return []
        case .output(let text):
            return observeClassic(text)
        case .transfer(let item, let status, let current, let total):
            let name = PlainText.line(item.isEmpty ? status : "\(item): \(status)")
            return [.transfer(step: currentClassicStep, item: name, current: current, total: total)]
        case .failure(let message, let code):
            return fail(message, code)
        case .unreadableTrace:
            return [.warning("the engine sent progress that cannot be read")]
        case .unknown:
            return []
        }
    }

    private mutating func fail(_ message: String, _ code: Int?) -> [BuildProgress] {
        guard failure == nil else { return [] }
        let message = PlainText.strip(message)
        var events: [BuildProgress] = []
        if let id = classicStep {
            if let rest = classicLines.finish() { events += observeClassicLine(rest) }
            events += finishClassicStep(.failed(message))
            failedSteps.append(id)
        }
        var culprit = culprit(of: message)
        _ = culprit?.finishOutput()
        failure = BuildFailure(
            message: message,
            step: culprit?.step,
            output: culprit?.tail.lines ?? [],
            exitCode: code ?? Self.exitCode(in: message)
        )
        return events
    }

    /// The step behind the builder's last words: the one whose own error they end with; otherwise the
    /// first that failed for a reason other than being stopped because of another one.
    private func culprit(of message: String) -> Entry? {
        let failed = failedSteps.compactMap { entries[$0] }
        func reason(_ entry: Entry) -> String {
            guard case .failed(let reason) = entry.step.state else { return "" }
            return reason
        }
        return failed.first { !reason($0).isEmpty && message.contains(reason($0)) }
            ?? failed.first { !reason($0).contains("context canceled") }
            ?? failed.first
    }

    /// The number in `exit code: 7`, as BuildKit words it.
    static func exitCode(in message: String) -> Int? {
        let marker = "exit code: "
        guard let found = message.ranges(of: marker).last else { return nil }
        return Int(message[found.upperBound...].prefix { $0.isASCII && $0.isNumber })
    }
}
