import AWS
import Rollouts
import Synchronization

/// Turns what a deployment tells into the steps of a run: register, create or update, watch, roll back.
///
/// Keeps which step is under way, so that every step that starts also finishes, whatever order ECS acts in.
final class RolloutNarrator: Sendable {
    private struct State {
        var current: (step: Step, start: ContinuousClock.Instant)?
        var deployment: String?
        var hasChanged = false
    }

    private let service: String
    private let emit: @Sendable (Event) -> Void
    private let state = Mutex(State())

    init(service: String, emit: @escaping @Sendable (Event) -> Void) {
        self.service = service
        self.emit = emit
    }

    /// The deployment that ECS works on, once it has taken one.
    var deploymentInFlight: String? { state.withLock { $0.deployment } }

    /// Whether ECS has been asked to change anything but to keep a new revision.
    var hasChangedService: Bool { state.withLock { $0.hasChanged } }

    /// Starts a step, and finishes the one before as done.
    func begin(_ step: Step, finishing text: String = "") {
        let events = state.withLock { state -> [Event] in
            if state.current?.step == step { return [] }
            let finished = finish(&state, as: .done(text))
            state.current = (step, .now)
            return finished + [.stepStarted(service: service, step)]
        }
        for event in events { emit(event) }
    }

    /// Finishes the step under way.
    func end(_ outcome: StepResult.Outcome) {
        for event in state.withLock({ finish(&$0, as: outcome) }) { emit(event) }
    }

    func hear(_ event: RolloutEvent) {
        switch event {
        case .registered(let revision):
            end(.done(revision.short))
        case .reused(let revision, let why):
            end(.skipped("\(revision.short): \(why)"))
        case .created(let reference):
            changed()
            begin(.create)
            end(.done(reference.name))
        case .updated(_, let members):
            changed()
            begin(.update)
            end(.done(members.joined(separator: ", ")))
        case .resumed(let deployment, let revision):
            changed(deployment.description)
            begin(.watch)
            emit(.note(service: service, "\(revision.short) is being deployed already; watching it"))
        case .progress(let progress):
            if let deployment = progress.deployment { changed(deployment.description) }
            tell(progress)
        case .failing(let report):
            end(.failed(report.summary))
        case .rollingBack(let revision, let author):
            begin(.rollback)
            let target = revision?.short ?? "the revision before"
            emit(.note(service: service, "\(author == .ecs ? "ECS goes" : "going") back to \(target)"))
        case .removing(let reference):
            begin(.rollback)
            emit(.note(service: service, "removing \(reference.name) again: it has never been healthy"))
        case .unreadable(let duration, let why):
            let text = "ECS could not be read for \(duration.components.seconds) s (\(why)); the deployment goes on"
            emit(.warning(service: service, text))
        case .note(let text):
            emit(.note(service: service, text))
        }
    }

    private func tell(_ progress: RolloutProgress) {
        let step = state.withLock { $0.current?.step } ?? .watch
        begin(step)
        var text = "tasks run"
        if progress.drainingCount > 0 { text = "\(progress.drainingCount) old left, new " + text }
        if progress.failedTasks > 0 { text = "\(progress.failedTasks) failed, " + text }
        if let stage = progress.stage { text = "\(stage), " + text }
        let count = StepProgress(
            text,
            done: Int64(progress.runningCount),
            total: Int64(progress.desiredCount)
        )
        emit(.stepProgressed(service: service, step, count))
        for message in progress.newEvents { emit(.stepLogged(service: service, step, line: message)) }
        for stop in progress.newStops { emit(.stepLogged(service: service, step, line: stop.line)) }
    }

    private func changed(_ deployment: String? = nil) {
        state.withLock { state in
            state.hasChanged = true
            if let deployment { state.deployment = deployment }
        }
    }

    private func finish(_ state: inout State, as outcome: StepResult.Outcome) -> [Event] {
        guard let (step, start) = state.current else { return [] }
        state.current = nil
        return [.stepFinished(service: service, step, StepResult(outcome, after: start.duration(to: .now)))]
    }
}

extension StopDiagnosis {
    /// The stop in one line: which container, how often, why.
    var line: String {
        var text = container.map { "\($0): " } ?? ""
        text += raw.last ?? cause.meaning
        if let exitCode { text += " (exit code \(exitCode)\(exitMeaning.map { ", \($0)" } ?? ""))" }
        return count > 1 ? "\(text), \(count) times" : text
    }
}
