extension RunFailure {
    /// Several failures as one: the first one's words when it is alone, else all of them, one a line.
    package static func combined(_ failures: [RunFailure], _ what: String) -> RunFailure? {
        guard let first = failures.first else { return nil }
        guard failures.count > 1 else { return first }
        var details: [String] = []
        for failure in failures {
            details.append(failure.what)
            if let cause = failure.cause { details.append("  cause: \(cause)") }
            if let hint = failure.hint { details.append("  hint: \(hint)") }
            details += failure.details.map { "  \($0)" }
        }
        let isShared = failures.allSatisfy { $0.verdict == first.verdict }
        return RunFailure(
            "\(what): \(failures.count) checks failed",
            details: details,
            verdict: isShared ? first.verdict : .refused
        )
    }
}
