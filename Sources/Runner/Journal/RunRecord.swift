import FoundationEssentials

/// What a journal tells of a run, once read back.
package struct RunRecord: Sendable, Hashable {
    /// The first line: what the run was to do.
    package let start: JournalEntry.Start
    /// What the run set out to change, in order.
    package private(set) var deploying: [JournalEntry.Deploying] = []
    /// What came of each service that was concluded.
    package private(set) var verdicts: [String: RunSummary.Verdict] = [:]
    /// Whether the run came to its end; false for one that was killed or still goes on.
    package private(set) var hasEnded = false

    /// Reads a journal's text; nil when its first line is no start. A last line cut short is passed over.
    package init?(text: [UInt8]) {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        let entries = text.split(separator: UInt8(ascii: "\n")).compactMap { line in
            try? decoder.decode(JournalEntry.self, from: Data(line))
        }
        guard case .started(let start) = entries.first else { return nil }
        self.start = start
        for entry in entries.dropFirst() {
            switch entry {
            case .started, .pushed: continue
            case .deploying(let change): deploying.append(change)
            case .finished(let service, let verdict, _): verdicts[service] = verdict
            case .ended: hasEnded = true
            }
        }
    }

    /// The services whose live revision this run has changed, or may have, in the order in which it did.
    package var changedServices: [String] {
        deploying.map(\.service).filter { service in
            switch verdicts[service] {
            // No verdict: the run was killed in the middle; what ECS says decides.
            case .done, .stillRunning, .rollbackFailed, nil: true
            case .unchanged, .failed, .rolledBack, .superseded, .blocked, .denied, .refused, .interrupted,
                .usage, .badPipeline, .notStarted:
                false
            }
        }
    }
}
