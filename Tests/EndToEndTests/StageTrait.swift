import Testing

/// Gives each test a stage of its own, and takes down what it put up, whatever came of it.
struct StageTrait: TestTrait, SuiteTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        guard Stage.isPossible else { return }
        let stage = try await Stage()
        do {
            try await Stage.$current.withValue(stage) { try await function() }
        } catch {
            try await stage.takeDown()
            throw error
        }
        try await stage.takeDown()
    }
}

extension Trait where Self == StageTrait {
    /// A stage for each test, as `Stage.current`.
    static var stage: Self { Self() }
}
