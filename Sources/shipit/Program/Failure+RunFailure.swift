import Runner

extension Failure {
    init(_ failure: RunFailure) {
        self.init(
            message: failure.what,
            details: failure.details,
            causes: failure.cause.map { [$0] } ?? [],
            hints: failure.hint.map { [$0] } ?? []
        )
    }
}
