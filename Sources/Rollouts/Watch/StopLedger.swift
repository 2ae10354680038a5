import AWS
import FoundationEssentials

/// The stopped tasks of one deployment, each counted once.
struct StopLedger: Sendable {
    /// In the order they were first seen.
    private(set) var stops: [(task: ECSTask, cause: StopCause)] = []
    private var seen: Set<String> = []

    /// Takes up the tasks that are of this deployment and have told why they stop; returns those that are new.
    mutating func take(_ tasks: [ECSTask], of subject: RolloutSubject, id: ServiceDeploymentID?) -> [StopDiagnosis] {
        var new: [StopDiagnosis] = []
        let ours = tasks.filter { Self.belongs($0, to: subject, id: id) && Self.hasTold($0) }
        for task in ours.sorted(by: { ($0.stoppedAt ?? .distantFuture) < ($1.stoppedAt ?? .distantFuture) }) {
            guard seen.insert(task.arn).inserted else { continue }
            let cause = StopCause(of: task)
            stops.append((task, cause))
            if cause.weight != .harmless { new.append(StopDiagnosis(of: task, cause: cause)) }
        }
        return new
    }

    /// How many count towards a crash loop.
    var counted: Int {
        stops.count { $0.cause.weight == .counts || $0.cause.weight == .fatal }
    }

    /// Whether a stop is known that says more than that tasks come and go.
    var explains: Bool {
        stops.contains { $0.cause.weight != .harmless }
    }

    /// How many stopped for causes that may pass, and the newest of these causes.
    var passing: (count: Int, cause: StopCause?) {
        let causes = stops.map(\.cause).filter { $0.weight == .transient }
        return (causes.count, causes.last)
    }

    /// The first whose cause will not pass.
    var fatal: StopCause? {
        stops.first { $0.cause.weight == .fatal }?.cause
    }

    /// The cause that most of those that count have in common.
    var commonest: StopCause? {
        let counting = stops.map(\.cause).filter { $0.weight == .counts || $0.weight == .fatal }
        let counts = Dictionary(grouping: counting, by: \.self).mapValues(\.count)
        return counting.max { (counts[$0] ?? 0, $1.name) < (counts[$1] ?? 0, $0.name) }
    }

    /// Real ECS writes the deployment's id into `startedBy`; an emulator may write the service's name, so that
    /// revision and time have to tell.
    static func belongs(_ task: ECSTask, to subject: RolloutSubject, id: ServiceDeploymentID?) -> Bool {
        if let startedBy = task.startedBy, startedBy.hasPrefix("ecs-svc/"), let id { return startedBy == id.text }
        guard task.taskDefinition == subject.revision else { return false }
        guard let since = subject.since, let createdAt = task.createdAt else { return true }
        // Emulators round the times of tasks and of deployments differently.
        return createdAt >= since - 1
    }

    /// A task gets its stop code some seconds before it is wholly stopped, and its exit codes in between.
    private static func hasTold(_ task: ECSTask) -> Bool {
        if task.isStopped { return true }
        guard let code = task.stopCode, !code.isEmpty else { return false }
        return code == "TaskFailedToStart" || task.containers.contains { $0.exitCode != nil }
    }
}
