import AWS

/// A deployment that ECS has taken on.
struct BegunDeployment: Sendable {
    let subject: RolloutSubject
    let revision: RegisteredTaskDefinition
    /// What to go back to; nil when there is nothing.
    let previous: TaskDefinitionARN?
    /// Whether this run created the service.
    let createdService: Bool
    /// When the run began, by the clock of the context.
    let startedAt: Duration
}
