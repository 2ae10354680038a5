/// The classic builder's output: text in which a line `Step 2/3 : RUN make` starts a step.
extension BuildTracker {
    var currentClassicStep: BuildStep? {
        classicStep.flatMap { entries[$0]?.step }
    }

    mutating func observeClassic(_ text: String) -> [BuildProgress] {
        classicLines.append(Array(text.utf8)[...]).flatMap { observeClassicLine($0) }
    }

    mutating func observeClassicLine(_ line: String) -> [BuildProgress] {
        if let step = Self.classicStep(line) {
            let events = finishClassicStep(.finished)
            guard entries.count < Self.maximumSteps else { return events }
            classicStep = step.id
            entries[step.id] = Entry(step: step)
            return events + [.started(step)]
        }
        guard let id = classicStep, var entry = entries[id] else { return [] }
        if line == " ---> Using cache" { return finishClassicStep(.cached) }
        if Self.closingWords.contains(where: line.hasPrefix) { return [] }
        let events = entry.keep([line], isError: false)
        entries[id] = entry
        return events
    }

    mutating func finishClassicStep(_ state: BuildStep.State) -> [BuildProgress] {
        guard let id = classicStep, var entry = entries[id] else { return [] }
        classicStep = nil
        entry.step.state = state
        if case .failed = state {} else { entry.tail = OutputTail() }
        entries[id] = entry
        return [.ended(entry.step)]
    }

    /// What the builder says of its own doings between the steps' output.
    private static let closingWords = [
        " ---> ", "Removing intermediate container ", "Successfully built ", "Successfully tagged ",
    ]

    private static func classicStep(_ line: String) -> BuildStep? {
        guard line.hasPrefix("Step "), let colon = line.firstRange(of: " : ") else { return nil }
        let position = line[..<colon.lowerBound].dropFirst(5)
        let name = "[\(position)] \(line[colon.upperBound...])"
        guard DockerfileStep(parsing: name) != nil else { return nil }
        return BuildStep(id: "step \(position)", name: name, state: .running)
    }
}
