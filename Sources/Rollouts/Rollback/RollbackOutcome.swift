import AWS

/// How a rollback ended; each case is one of the command line's exit codes.
package enum RollbackOutcome: Sendable {
    /// The revision gone back to serves (0).
    case rolledBack(from: TaskDefinitionARN?, to: LiveRevision)
    /// The wanted revision serves already; nothing was sent (0).
    case unchanged(LiveRevision)
    /// Going back failed: a person is needed (3).
    case failed(FailureReport)
    /// Somebody else's newer deployment replaced the rollback (4).
    case superseded(by: OtherDeployment)
    /// The rollback goes on in ECS (5).
    case stillRunning(StillRunning)
}
