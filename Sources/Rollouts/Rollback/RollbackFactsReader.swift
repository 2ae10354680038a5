import AWS

/// Gathers from ECS what a choice of a revision to go back to needs, and no more than it needs.
struct RollbackFactsReader: Sendable {
    let context: RolloutContext
    let reference: ServiceReference

    /// How many revisions of a family are looked at: of each a call is needed for its tags.
    static let revisions = 50

    /// The last good revision and what was known when it was chosen; nil when there is none.
    ///
    /// - Parameter service: The service as read; nil when only the revision is known.
    func lastGood(
        leaving: TaskDefinitionARN,
        in service: ECSService?
    ) async throws -> (target: RollbackTarget, facts: RollbackFacts)? {
        var facts = RollbackFacts(leaving: leaving)
        facts.successes = try await successes()
        facts.serving = service.flatMap { serving(in: $0, leaving: leaving) }
        facts.revisions = try await describe([leaving] + facts.successes + [facts.serving].compactMap { $0 })
        if let previous = leaving.sibling(facts.revision(leaving)?.release?.previous), facts.revision(previous) == nil {
            facts.revisions += try await describe([previous])
        }
        if let target = RollbackTarget.lastGood(facts) { return (target, facts) }
        facts.revisions = try await family(of: leaving)
        return RollbackTarget.lastGood(facts).map { ($0, facts) }
    }

    /// The revision that was named.
    func named(
        _ name: String,
        leaving: TaskDefinitionARN
    ) async throws -> (target: RollbackTarget, facts: RollbackFacts) {
        var facts = RollbackFacts(leaving: leaving)
        facts.revisions = try await family(of: leaving)
        // An older revision, or one of another family, is asked for by itself.
        let other = TaskDefinitionARN(name) ?? leaving.sibling(name) ?? Int(name).flatMap { leaving.revision($0) }
        if let other, facts.revision(other) == nil { facts.revisions += try await describe([other]) }
        return (try RollbackTarget.named(name, facts), facts)
    }

    /// The revisions of successful service deployments, newest first, each once.
    private func successes() async throws -> [TaskDefinitionARN] {
        let list = try await context.ecs.listServiceDeployments(
            cluster: reference.cluster,
            reference.name,
            limit: 100
        )
        let successful = (list.value ?? []).filter { $0.status == .successful }.prefix(20)
        let arns = successful.compactMap(\.targetServiceRevision)
        guard !arns.isEmpty else { return [] }
        let revisions = try await context.ecs.describeServiceRevisions(arns.uniqued()).value ?? []
        return arns.compactMap { arn in revisions.first { $0.arn == arn }?.taskDefinition }.uniqued()
    }

    private func serving(in service: ECSService, leaving: TaskDefinitionARN) -> TaskDefinitionARN? {
        service.deployments.first { $0.rolloutState == .completed && $0.taskDefinition != leaving }?.taskDefinition
    }

    private func family(of arn: TaskDefinitionARN) async throws -> [RollbackFacts.Revision] {
        let newest = try await context.ecs.listTaskDefinitions(family: arn.family, limit: Self.revisions)
        return try await describe(newest.contains(arn) ? newest : newest + [arn])
    }

    /// Describes revisions, a few at a time; those that ECS has deleted are left out. The order is kept.
    private func describe(_ arns: [TaskDefinitionARN]) async throws -> [RollbackFacts.Revision] {
        try await context.revisions(arns.uniqued()).map {
            RollbackFacts.Revision(arn: $0.arn, isActive: $0.isActive, release: Release(tags: $0.tags))
        }
    }
}

extension RolloutContext {
    /// Describes revisions, five at a time, in the order given; those that ECS no longer knows are left out.
    func revisions(_ arns: [TaskDefinitionARN]) async throws -> [RegisteredTaskDefinition] {
        try await withThrowingTaskGroup(of: (Int, RegisteredTaskDefinition?).self) { group in
            var found: [Int: RegisteredTaskDefinition] = [:]
            for (index, arn) in arns.enumerated() {
                if index >= 5, let (index, revision) = try await group.next() { found[index] = revision }
                group.addTask { (index, try await revision(arn)) }
            }
            for try await (index, revision) in group { found[index] = revision }
            return arns.indices.compactMap { found[$0] }
        }
    }

    /// A revision; nil when ECS no longer knows it.
    func revision(_ arn: TaskDefinitionARN) async throws -> RegisteredTaskDefinition? {
        do {
            return try await ecs.describeTaskDefinition(arn.text)
        } catch  where ["ClientException", "InvalidParameterException"].contains(ECSFault.code(of: error)) {
            return nil
        }
    }
}

extension Sequence where Element: Hashable {
    /// The elements, each once, in the order they first come.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
