/// BuildKit's graph: vertexes that are announced, run, may run again, and end.
extension BuildTracker {
    mutating func observe(_ trace: BuildTrace) -> [BuildProgress] {
        var events: [BuildProgress] = []
        // Output first: the message that ends a step may bring its last lines.
        for vertex in trace.vertexes { announce(vertex) }
        for vertex in trace.vertexes { events += begin(vertex) }
        for log in trace.logs { events += observe(log) }
        for status in trace.statuses { events += observe(status) }
        for vertex in trace.vertexes { events += end(vertex) }
        events += trace.warnings.map { .warning(PlainText.line(Self.wording($0))) }
        return events
    }

    private mutating func announce(_ vertex: BuildTrace.Vertex) {
        guard entries[vertex.digest] == nil, entries.count < Self.maximumSteps else { return }
        let name = PlainText.line(vertex.name)
        entries[vertex.digest] = Entry(step: BuildStep(id: vertex.digest, name: name))
    }

    /// A step starts when it has a start time that is not the one of its last run.
    private mutating func begin(_ vertex: BuildTrace.Vertex) -> [BuildProgress] {
        guard var entry = entries[vertex.digest], let started = vertex.started, entry.started != started else {
            return []
        }
        // A later run that ended at once, from the cache mostly, is no news.
        let isNews = !vertex.isCached && (entry.started == nil || vertex.completed == nil)
        entry.started = started
        entry.step.state = .running
        entry.step.duration = nil
        entry.isShownRunning = isNews
        entries[vertex.digest] = entry
        return isNews ? [.started(entry.step)] : []
    }

    private mutating func end(_ vertex: BuildTrace.Vertex) -> [BuildProgress] {
        guard var entry = entries[vertex.digest], let completed = vertex.completed, entry.completed != completed else {
            return []
        }
        let hasFailed = !vertex.error.isEmpty
        let isNews = entry.completed == nil || entry.isShownRunning || hasFailed
        entry.completed = completed
        entry.isShownRunning = false
        if let started = entry.started, completed > started { entry.elapsed += completed - started }
        let output = entry.finishOutput()
        entry.step.duration = entry.elapsed
        entry.step.state = hasFailed ? .failed(PlainText.strip(vertex.error)) : vertex.isCached ? .cached : .finished
        // Nobody asks for the output of a step that went well.
        if !hasFailed { entry.tail = OutputTail() }
        entries[vertex.digest] = entry
        if hasFailed, !failedSteps.contains(vertex.digest) { failedSteps.append(vertex.digest) }
        return output + (isNews ? [.ended(entry.step)] : [])
    }

    private mutating func observe(_ log: BuildTrace.Log) -> [BuildProgress] {
        guard var entry = entries[log.vertex] else { return [] }
        let isError = log.stream == 2
        let lines = isError ? entry.standardError.append(log.bytes) : entry.standardOutput.append(log.bytes)
        let events = entry.keep(lines, isError: isError)
        entries[log.vertex] = entry
        return events
    }

    private func observe(_ status: BuildTrace.Status) -> [BuildProgress] {
        let item = PlainText.line(status.name.isEmpty ? status.id : status.name)
        let step = entries[status.vertex]?.step
        return [.transfer(step: step, item: item, current: status.current, total: status.total)]
    }

    private static func wording(_ warning: BuildTrace.Warning) -> String {
        warning.url.isEmpty ? warning.short : "\(warning.short) (\(warning.url))"
    }
}
