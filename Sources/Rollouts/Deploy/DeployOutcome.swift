import AWS

/// How a deployment ended; each case is one of the command line's exit codes.
package enum DeployOutcome: Sendable {
    /// The revision serves (0).
    case deployed(LiveRevision)
    /// What is live is what was asked for; nothing was sent (0).
    case unchanged(LiveRevision)
    /// It failed and nothing is left half done: there was nothing to go back to, and what was created is removed (1).
    case failed(FailureReport)
    /// It failed, and the revision before serves again (2).
    case failedRolledBack(FailureReport, to: LiveRevision, by: RollbackAuthor)
    /// It failed, and going back failed too, or there was nothing to go back to: a person is needed (3).
    case failedRollbackFailed(FailureReport, RolloutError)
    /// Somebody else's newer deployment replaced ours (4).
    case superseded(by: OtherDeployment)
    /// The deployment goes on in ECS (5).
    case stillRunning(StillRunning)
    /// Somebody else's deployment is under way, and nothing was changed (6).
    case inTheWay(OtherDeployment)
}

/// The revision that serves at the end.
package struct LiveRevision: Hashable, Sendable {
    package let revision: TaskDefinitionARN
    /// What shipit's tags say; nil for a revision that shipit did not register.
    package let release: Release?
    package let desiredCount: Int
    package let runningCount: Int
    /// How long it took from the first call to the verdict.
    package let duration: Duration
    /// What a person should know although it succeeded, such as that the service wants no tasks.
    package let notes: [String]
}

/// Who goes back after a failure.
package enum RollbackAuthor: Hashable, Sendable {
    /// ECS's circuit breaker or alarms.
    case ecs
    case shipit
}

/// A deployment that is not ours.
package struct OtherDeployment: Hashable, Sendable {
    package let id: ServiceDeploymentID?
    package let revision: TaskDefinitionARN?
    /// What shipit's tags on its revision say; nil when it has none.
    package let release: Release?
}

/// A deployment that goes on without us.
package struct StillRunning: Hashable, Sendable {
    /// Why shipit stopped watching.
    package enum Reason: Hashable, Sendable {
        case notWaited
        case timedOut
        /// The service was set to no tasks meanwhile, so that nothing can prove the revision.
        case nothingRuns
    }

    package let reason: Reason
    package let deployment: ServiceDeploymentID?
    package let revision: TaskDefinitionARN
    package let progress: RolloutProgress?
}
