import AWS

extension RollbackTarget {
    /// The last good revision: the newest successful service deployment of another revision, else what serves while
    /// another is on its way, else what the live revision's tag names, else the newest earlier one marked good.
    ///
    /// Never one marked failed or rolled back, never an inactive one, and never simply the number before.
    static func lastGood(_ facts: RollbackFacts) -> RollbackTarget? {
        func eligible(_ arn: TaskDefinitionARN?) -> TaskDefinitionARN? {
            guard let arn, arn != facts.leaving, facts.revision(arn)?.isEligible == true else { return nil }
            return arn
        }
        if let arn = facts.successes.lazy.compactMap({ eligible($0) }).first {
            return RollbackTarget(revision: arn, reason: .lastSuccessfulDeployment)
        }
        if let arn = eligible(facts.serving) {
            return RollbackTarget(revision: arn, reason: .stillServing)
        }
        if let arn = eligible(facts.previousByTag) {
            return RollbackTarget(revision: arn, reason: .previousTag)
        }
        let earlier = facts.revisions.filter {
            $0.arn.family == facts.leaving.family && $0.arn.revision < facts.leaving.revision
                && $0.release?.state == .good && $0.isEligible
        }
        return earlier.max { $0.arn.revision < $1.arn.revision }
            .map { RollbackTarget(revision: $0.arn, reason: .markedGood) }
    }

    /// A revision that was named: by its version, newest first, then as `family:7`, `7` or an ARN.
    ///
    /// - Throws: `RolloutError` of kind `refused` when there is none such, or it is inactive.
    static func named(_ name: String, _ facts: RollbackFacts) throws -> RollbackTarget {
        let byVersion = facts.revisions
            .filter { Release.matches($0.release?.version, name) }
            .sorted { $0.arn.revision > $1.arn.revision }
        let candidates = byVersion.isEmpty ? facts.revisions.filter { $0.arn.answers(to: name) } : byVersion
        // Of several revisions of one version the newest that did not fail.
        guard let found = candidates.first(where: \.isEligible) ?? candidates.first(where: \.isActive) else {
            throw refusal(name, isInactive: !candidates.isEmpty, facts)
        }
        return RollbackTarget(revision: found.arn, reason: .named)
    }

    private static func refusal(_ name: String, isInactive: Bool, _ facts: RollbackFacts) -> RolloutError {
        let known = facts.revisions.filter(\.isActive).prefix(8)
            .map { revision in revision.release.map { "\($0.version) (\(revision.arn))" } ?? "\(revision.arn)" }
        return RolloutError(
            .refused,
            operation: "go back",
            subject: facts.leaving.family,
            cause: isInactive ? "revision \(name) is inactive" : "there is no version or revision \"\(name)\"",
            hint: known.isEmpty ? nil : "There are: \(known.joined(separator: ", "))."
        )
    }
}

extension RollbackFacts {
    /// What the `shipit:previous` tag of the live revision names.
    var previousByTag: TaskDefinitionARN? {
        guard let name = revision(leaving)?.release?.previous else { return nil }
        return revisions.map(\.arn).first { $0.short == name }
    }
}

extension TaskDefinitionARN {
    /// Whether a person's name for a revision means this one.
    func answers(to name: String) -> Bool {
        name == text || name == short || Int(name) == revision
    }

    /// The revision that `FAMILY:NUMBER` names, of this one's account and region when the family is the same.
    func sibling(_ short: String?) -> TaskDefinitionARN? {
        guard let short, let colon = short.lastIndex(of: ":"), short[..<colon] == family,
            let number = Int(short[short.index(after: colon)...])
        else { return nil }
        return revision(number)
    }
}
