import Runner

/// What views say of a run, in words that all of them share.
enum RunPhrases {
    /// `deploy 1.0.0 to prod: web, auth`.
    static func header(_ header: RunHeader) -> String {
        var words = [header.verb]
        if let version = header.version { words.append(version) }
        if let environment = header.environment { words.append("to " + environment) }
        let services = header.services.isEmpty ? "" : ": " + header.services.joined(separator: ", ")
        return words.joined(separator: " ") + services
    }

    /// `layers 12.3 MB of 40.1 MB (31%)`, `waiting for tasks (1 of 2)`.
    static func progress(_ progress: StepProgress) -> String {
        guard let done = progress.done else { return progress.text }
        let amounts = [done, progress.total].compactMap(\.self).map {
            progress.unit == .bytes ? Measure.bytes($0) : String($0)
        }
        let amount = amounts.joined(separator: " of ")
        let head = progress.text.isEmpty ? "" : progress.text + " "
        guard progress.unit == .bytes else { return head + "(\(amount))" }
        guard let total = progress.total, total > 0 else { return head + amount }
        let share = Int64((Double(min(max(done, 0), total)) * 100 / Double(total)).rounded(.down))
        return head + amount + " (\(share)%)"
    }

    static func verdict(_ verdict: RunSummary.Verdict) -> String {
        switch verdict {
        case .done: "done"
        case .unchanged: "unchanged"
        case .failed: "failed"
        case .rolledBack: "failed, rolled back"
        case .rollbackFailed: "failed, and so did the rollback"
        case .superseded: "superseded by a newer deployment"
        case .stillRunning: "still running"
        case .blocked: "another deployment or a lock is in the way"
        case .denied: "credentials or permissions are missing"
        case .refused: "refused by a check"
        case .usage: "not understood"
        case .badPipeline: "the pipeline file has mistakes"
        case .interrupted: "interrupted"
        case .notStarted: "not started"
        }
    }

    static func role(_ verdict: RunSummary.Verdict) -> Style.Role {
        switch verdict {
        case .done, .unchanged: .success
        case .superseded, .stillRunning, .interrupted: .warning
        case .failed, .rolledBack, .rollbackFailed, .blocked, .denied, .refused, .usage, .badPipeline: .failure
        case .notStarted: .faint
        }
    }

    /// `done in 27s`; `ended after 27s: 2 done, 1 failed`.
    static func summary(_ summary: RunSummary) -> String {
        let time = Measure.time(summary.duration)
        guard summary.services.contains(where: { role($0.verdict) != .success }) else { return "done in " + time }
        let counts = RunSummary.Verdict.allCases.compactMap { verdict in
            let count = summary.services.count { $0.verdict == verdict }
            return count == 0 ? nil : "\(count) \(self.verdict(verdict))"
        }
        return "ended after \(time): " + counts.joined(separator: "; ")
    }
}
