extension Schedule {
    /// Performs every node as soon as it may run, side by side up to the width, and waits for all that were started.
    ///
    /// - Parameters:
    ///   - perform: The work on one node; true when what depends on it may follow. Failures are its own to report.
    ///   - onStopped: Told of each node that will never run, and of the failure that stopped it.
    /// - Throws: `CancellationError` when the task is cancelled: nothing new is started, and what runs is cancelled
    ///   and waited for.
    package func run(
        perform: @escaping @Sendable (String) async -> Bool,
        onStopped: @Sendable (_ name: String, _ stoppedBy: String) -> Void
    ) async throws {
        var schedule = self
        await withTaskGroup(of: (String, Bool).self) { group in
            func startReady() {
                guard !Task.isCancelled else { return }
                for name in schedule.start() {
                    group.addTask { (name, await perform(name)) }
                }
            }
            startReady()
            while let (name, succeeded) = await group.next() {
                for (stopped, by) in schedule.finish(name, succeeded: succeeded) { onStopped(stopped, by) }
                startReady()
            }
        }
        try Task.checkCancellation()
    }
}
