/// Something that happened in a run: the only thing a run says while it goes on.
///
/// Events of one service come in order; those of different services interleave. Every started step finishes exactly once.
/// A nil service is the run as a whole. Texts may hold what a build, a container or AWS wrote, control characters
/// included: whoever shows them makes them safe. Secrets are never in an event.
package enum Event: Sendable, Hashable {
    case runStarted(RunHeader)
    case stepStarted(service: String?, Step)
    /// How far a running step is; each replaces the one before.
    case stepProgressed(service: String?, Step, StepProgress)
    /// A line that the step's work wrote: build output, an ECS event, a container's log.
    case stepLogged(service: String?, Step, line: String)
    case stepFinished(service: String?, Step, StepResult)
    /// Worth a line of its own, and nothing to worry about.
    case note(service: String?, String)
    /// Worth a line of its own, and somebody's attention.
    case warning(service: String?, String)
    /// The last event of a run.
    case runFinished(RunSummary)
}
