import AWS

/// Why a task stopped, as far as ECS's words tell: the likely cause, what to do, and what it means for a deployment.
///
/// ECS's wording changes; it is matched loosely, and the raw text is always shown beside it.
package struct StopCause: Hashable, Sendable {
    /// What a task stopped for this cause means for its deployment.
    package enum Weight: Hashable, Sendable {
        /// The next task will stop for the same reason.
        case fatal
        /// A few of them are a crash loop.
        case counts
        /// It may pass: capacity, network, a platform's hiccup.
        case transient
        /// It is not a failure: scaling, a person, a spot interruption.
        case harmless
    }

    /// A short name, stable for machines, such as `image-not-found`.
    package let name: String
    /// The likely cause, one sentence.
    package let meaning: String
    /// What to do about it, one sentence.
    package let remedy: String
    package let weight: Weight

    init(name: String, meaning: String, remedy: String, weight: Weight) {
        self.name = name
        self.meaning = meaning
        self.remedy = remedy
        self.weight = weight
    }

    /// The cause that a stopped task shows.
    ///
    /// The stop code decides what is nobody's failure; then ECS's words do; then the exit codes.
    init(of task: ECSTask) {
        switch task.stopCode {
        case "UserInitiated":
            self = Self.stoppedByUser
        case "SpotInterruption", "TerminationNotice":
            self = Self.infrastructure
        case "ServiceSchedulerInitiated":
            self = Self.matching(Self.words(of: task).joined(separator: "\n")) ?? Self.scheduler
        default:
            let words = Self.words(of: task).joined(separator: "\n")
            self = Self.matching(words) ?? Self.byExitCode(of: task)
        }
    }

    /// All that ECS says about a stopped task: the task's reason, then its containers'.
    static func words(of task: ECSTask) -> [String] {
        [task.stoppedReason].compactMap { $0 } + task.containers.compactMap(\.reason)
    }

    /// The likely cause that ECS's reason for giving up a deployment tells by itself, when no stopped task does.
    init?(ofDeployment reason: String) {
        guard reason.lowercased().contains("digest resolution") else { return nil }
        self.init(
            name: "image-unresolved",
            meaning: "The digest of a container's image could not be found out: the image is not there, or its registry"
                + " cannot be reached or refuses.",
            remedy: "Look at the image of every container of the task definition, the sidecars' too.",
            weight: .fatal
        )
    }

    private static func byExitCode(of task: ECSTask) -> StopCause {
        guard let container = task.telling, let code = container.exitCode else { return unknown }
        switch code {
        case 0: return ended
        case 126, 127: return commandFailed
        case 137: return killed
        default: return crashed
        }
    }

    private static let stoppedByUser = StopCause(
        name: "stopped-by-user",
        meaning: "Somebody stopped the task.",
        remedy: "Nothing to do.",
        weight: .harmless
    )
    private static let infrastructure = StopCause(
        name: "infrastructure",
        meaning: "AWS took the capacity back, or maintains the host.",
        remedy: "Nothing to do: ECS places the task elsewhere.",
        weight: .harmless
    )
    private static let scheduler = StopCause(
        name: "scaling",
        meaning: "The scheduler removed the task.",
        remedy: "Nothing to do.",
        weight: .harmless
    )
    private static let ended = StopCause(
        name: "ended",
        meaning: "The program ended by itself, without an error.",
        remedy: "A service's container must keep running: start the server in the foreground.",
        weight: .counts
    )
    private static let commandFailed = StopCause(
        name: "command-failed",
        meaning: "The command was not found, or may not be executed.",
        remedy: "Compare command and entryPoint of the task definition with what the image holds.",
        weight: .counts
    )
    private static let killed = StopCause(
        name: "killed",
        meaning: "The container was killed, most often for want of memory.",
        remedy: "Raise its memory limit; a program that is slow to stop needs a longer stopTimeout.",
        weight: .counts
    )
    private static let crashed = StopCause(
        name: "crashed",
        meaning: "The program ended with an error.",
        remedy: "Read its last log lines.",
        weight: .counts
    )
    private static let unknown = StopCause(
        name: "unknown",
        meaning: "The task stopped for a reason that shipit does not know.",
        remedy: "Read ECS's words.",
        weight: .counts
    )
}

extension ECSTask {
    /// The container that explains why the task stopped: one with a reason, else one that failed, else any that ended.
    var telling: ECSContainer? {
        containers.first { $0.reason != nil }
            ?? containers.first { ($0.exitCode ?? 0) != 0 && $0.exitCode != 143 }
            ?? containers.first { ($0.exitCode ?? 0) != 0 }
            ?? containers.first { $0.exitCode != nil }
            ?? (containers.count == 1 ? containers.first : nil)
    }
}
