import AWS
import Synchronization
import Testing

@testable import Rollouts
@testable import Runner

/// Pieces of what a deployment tells, as short as a test wants them.
enum Sample {
    static func arn(_ revision: Int) throws -> TaskDefinitionARN {
        try #require(TaskDefinitionARN("arn:aws:ecs:eu-west-1:000000000000:task-definition/web:\(revision)"))
    }

    static func release(_ version: String) -> Release {
        Release(service: "web", environment: "prod", version: version, run: "run1", state: .good)
    }

    static func live(_ revision: Int, running: Int = 2, desired: Int = 2, notes: [String] = []) throws -> LiveRevision {
        LiveRevision(
            revision: try arn(revision),
            release: release("\(revision).0"),
            desiredCount: desired,
            runningCount: running,
            duration: .seconds(9),
            notes: notes
        )
    }

    static func progress(
        _ revision: Int,
        running: Int,
        failed: Int = 0,
        draining: Int = 0,
        stage: String? = nil,
        events: [String] = [],
        stops: [StopDiagnosis] = []
    ) throws -> RolloutProgress {
        RolloutProgress(
            elapsed: .seconds(1),
            deployment: ServiceDeploymentID("ecs-svc/7"),
            revision: try arn(revision),
            desiredCount: 2,
            runningCount: running,
            pendingCount: 0,
            failedTasks: failed,
            drainingCount: draining,
            stage: stage,
            newEvents: events,
            newStops: stops
        )
    }

    /// A container that ended with an error, `count` times, and wrote some lines.
    static func stop(count: Int = 1, lines: [String] = []) throws -> StopDiagnosis {
        let task = try #require(
            ECSTask([
                "taskArn": "arn:aws:ecs:eu-west-1:000000000000:task/prod/t1", "lastStatus": "STOPPED",
                "stopCode": "EssentialContainerExited", "stoppedReason": "Essential container in task exited",
                "taskDefinitionArn": .string(try arn(2).text),
                "containers": [["name": "app", "lastStatus": "STOPPED", "exitCode": 1, "reason": "no database"]],
            ])
        )
        var stop = StopDiagnosis(of: task, cause: StopCause(of: task))
        stop.count = count
        stop.lastLines = lines
        return stop
    }

    static func report(_ stops: [StopDiagnosis] = [], removed: Bool = false) throws -> FailureReport {
        FailureReport(
            summary: "3 tasks failed",
            deployment: ServiceDeploymentID("ecs-svc/7"),
            revision: try arn(2),
            stops: stops,
            events: ["(service web) was unable to place a task"],
            cause: stops.first?.cause,
            notes: ["logs could not be read"],
            removedService: removed
        )
    }

    static func other() throws -> OtherDeployment {
        OtherDeployment(id: ServiceDeploymentID("ecs-svc/9"), revision: try arn(3), release: release("3.0"))
    }
}

/// What was told, in order.
final class EventLog: Sendable {
    private let told = Mutex<[Event]>([])
    private let more: @Sendable (Event) -> Void

    init(_ more: @escaping @Sendable (Event) -> Void = { _ in }) {
        self.more = more
    }

    var events: [Event] { told.withLock { $0 } }

    @Sendable func hear(_ event: Event) {
        told.withLock { $0.append(event) }
        more(event)
    }

    /// Each event in a line, without the times.
    var lines: [String] { events.map(\.line) }

    /// The lines that tell where a run stands: steps that start and finish.
    var steps: [String] {
        events.filter { event in
            switch event {
            case .stepStarted, .stepFinished: true
            case .runStarted, .stepProgressed, .stepLogged, .note, .warning, .runFinished: false
            }
        }
        .map(\.line)
    }

    /// Steps that started and did not finish exactly once, and such as finished without a start.
    var unbalanced: [String] {
        var open: [String: Int] = [:]
        var wrong: [String] = []
        for event in events {
            switch event {
            case .stepStarted(let service, let step):
                open["\(service ?? "run") \(step)", default: 0] += 1
            case .stepFinished(let service, let step, _):
                let key = "\(service ?? "run") \(step)"
                if open[key, default: 0] == 0 { wrong.append(key) } else { open[key, default: 0] -= 1 }
            case .runStarted, .stepProgressed, .stepLogged, .note, .warning, .runFinished: break
            }
        }
        return wrong + open.filter { $0.value > 0 }.keys.sorted()
    }
}

extension Event {
    /// The event in one line, without the time it took.
    var line: String {
        func place(_ service: String?) -> String { service.map { "[\($0)] " } ?? "" }
        return switch self {
        case .runStarted(let header): "run \(header.id) started"
        case .stepStarted(let service, let step): "\(place(service))\(step) started"
        case .stepProgressed(let service, let step, let progress):
            "\(place(service))\(step): \(progress.text) \(progress.done ?? -1)/\(progress.total ?? -1)"
        case .stepLogged(let service, let step, let line): "\(place(service))\(step) | \(line)"
        case .stepFinished(let service, let step, let result):
            switch result.outcome {
            case .done(let text): "\(place(service))\(step) done: \(text)"
            case .skipped(let text): "\(place(service))\(step) skipped: \(text)"
            case .failed(let text): "\(place(service))\(step) failed: \(text)"
            }
        case .note(let service, let text): "\(place(service))note: \(text)"
        case .warning(let service, let text): "\(place(service))warning: \(text)"
        case .runFinished(let summary):
            "run finished: " + summary.services.map { "\($0.name) \($0.verdict)" }.joined(separator: ", ")
        }
    }
}
