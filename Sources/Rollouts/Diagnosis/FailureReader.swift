import AWS
import FoundationEssentials

/// Collects what explains a failure: stopped tasks, their log lines, the scheduler's messages.
struct FailureReader: Sendable {
    let context: RolloutContext

    /// How many log lines are fetched of one container.
    static let lines = 20
    /// Of how many kinds of stopped tasks the log is fetched.
    static let logs = 3

    /// The report of a watch that ended badly; what cannot be found out is a note in it, not an error.
    func report(
        _ end: RolloutWatch.End,
        of subject: RolloutSubject,
        summary: String,
        definition: RegisteredTaskDefinition?
    ) async throws -> FailureReport {
        var stops = Self.grouped(end.stops)
        var notes: [String] = []
        for index in stops.indices.prefix(Self.logs) {
            guard let container = stops[index].container, stops[index].exitCode != nil, let definition else { continue }
            do {
                stops[index].lastLines = try await context.logs.lastLines(
                    Self.lines,
                    container: container,
                    task: stops[index].task,
                    of: definition.document
                )
            } catch let error as CancellationError {
                throw error
            } catch {
                notes.append("The log of \(container) could not be read: \(error)")
            }
        }
        return FailureReport(
            summary: summary,
            deployment: end.deployment,
            revision: subject.revision,
            stops: stops,
            events: Self.telling(end.service?.events ?? [], of: subject),
            cause: stops.first?.cause ?? StopCause(ofDeployment: summary),
            notes: notes
        )
    }

    /// Each kind of stop once, with how many there were: the fatal ones first, then the most frequent; of a kind the
    /// latest, whose log is whole.
    static func grouped(_ stops: [(task: ECSTask, cause: StopCause)]) -> [StopDiagnosis] {
        struct Kind: Hashable {
            let cause: StopCause
            let container: String?
            let exitCode: Int?
        }
        var order: [Kind] = []
        var byKind: [Kind: StopDiagnosis] = [:]
        for stop in stops where stop.cause.weight != .harmless {
            var diagnosis = StopDiagnosis(of: stop.task, cause: stop.cause)
            let kind = Kind(cause: stop.cause, container: diagnosis.container, exitCode: diagnosis.exitCode)
            if let before = byKind[kind] { diagnosis.count = before.count + 1 } else { order.append(kind) }
            byKind[kind] = diagnosis
        }
        return order.compactMap { byKind[$0] }
            .enumerated()
            .sorted { first, second in
                let firstRank = (first.element.cause.weight == .fatal ? 1 : 0, first.element.count, -first.offset)
                let secondRank = (second.element.cause.weight == .fatal ? 1 : 0, second.element.count, -second.offset)
                return firstRank > secondRank
            }
            .map(\.element)
    }

    /// The scheduler's messages of the deployment's time that tell of trouble, newest first.
    static func telling(_ events: [ECSServiceEvent], of subject: RolloutSubject) -> [String] {
        let words = [
            "unable", "failed", "unhealthy", "error", "throttled", "rolling back", "rolled back", "alarm",
            "unavailable",
        ]
        return events.filter { event in
            let text = event.message.lowercased()
            return isRecent(event, subject.since) && words.contains { text.contains($0) }
        }
        .prefix(10).map(\.message)
    }

    /// ECS lists a hundred messages, those of older deployments too.
    private static func isRecent(_ event: ECSServiceEvent, _ since: Date?) -> Bool {
        guard let since, let createdAt = event.createdAt else { return true }
        return createdAt >= since - 1
    }
}
