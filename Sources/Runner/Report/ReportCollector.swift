import Synchronization

/// What came of each service, gathered from the tasks that work on them.
final class ReportCollector: Sendable {
    private let reports = Mutex<[String: ServiceReport]>([:])

    func add(_ report: ServiceReport) {
        reports.withLock { $0[report.name] = report }
    }

    subscript(name: String) -> ServiceReport? {
        reports.withLock { $0[name] }
    }
}
