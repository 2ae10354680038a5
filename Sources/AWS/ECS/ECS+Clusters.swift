extension ECS {
    /// Clusters by name or ARN, as ECS describes them; those that ECS does not know are failures, not errors.
    package func describeClusters(_ names: [String]) async throws -> (clusters: [JSON], failures: [ECSFailure]) {
        var clusters: [JSON] = []
        var failures: [ECSFailure] = []
        for batch in names.batches(of: 100) {
            let answer = try await send("DescribeClusters", ["clusters": .array(batch.map { .string($0) })])
            clusters += answer["clusters"]?.array ?? []
            failures += (answer["failures"]?.array ?? []).map { ECSFailure($0) }
        }
        return (clusters, failures)
    }
}
