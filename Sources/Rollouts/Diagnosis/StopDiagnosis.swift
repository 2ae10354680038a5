import AWS

/// One stopped task: what ECS says, what it means, and what it wrote last.
package struct StopDiagnosis: Hashable, Sendable {
    /// The task's id.
    package let task: String
    /// How many tasks of this deployment stopped like this one.
    package var count: Int
    /// The container that explains it.
    package let container: String?
    package let exitCode: Int?
    /// What the exit code means.
    package let exitMeaning: String?
    /// ECS's own words: the task's reason, then the containers'.
    package let raw: [String]
    package let cause: StopCause
    /// The last lines of the container's log, oldest first.
    package var lastLines: [String]

    init(of task: ECSTask, cause: StopCause) {
        self.task = task.id
        count = 1
        container = task.telling?.name
        exitCode = task.telling?.exitCode
        exitMeaning = exitCode.flatMap { ExitCode.meaning($0) }
        raw = StopCause.words(of: task).filter { !$0.isEmpty }
        self.cause = cause
        lastLines = []
    }
}
