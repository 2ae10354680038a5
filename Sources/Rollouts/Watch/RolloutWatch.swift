import AWS

/// Watches one deployment: does the looking and the waiting that a `RolloutMonitor` asks for.
struct RolloutWatch: Sendable {
    let context: RolloutContext
    let service: ServiceReference

    /// How a watch ended.
    struct End: Sendable {
        let verdict: RolloutVerdict
        let progress: RolloutProgress?
        /// The deployment's id, learnt if it was not known.
        let deployment: ServiceDeploymentID?
        /// The tasks of the deployment that stopped, in order, with their causes.
        let stops: [(task: ECSTask, cause: StopCause)]
        /// The service as last read.
        let service: ECSService?
    }

    /// Follows a deployment to its end, telling what is new.
    func follow(_ subject: RolloutSubject, timeout: Duration) async throws -> End {
        var monitor = RolloutMonitor(subject, limits: RolloutLimits(timeout: timeout))
        var reader = SnapshotReader(context: context, service: service, subject: subject)
        let start = context.clock.elapsed()
        var actions = monitor.begin()
        while true {
            var next: (Duration, RolloutFetch)?
            for action in actions {
                switch action {
                case .poll(let delay, let fetch): next = (delay, fetch)
                case .report(let progress): context.onEvent(.progress(progress))
                case .reportUnreadable(let silence, let reason): context.onEvent(.unreadable(for: silence, reason))
                case .remind: await remind()
                case .conclude(let verdict):
                    try await explain(verdict, &monitor, &reader)
                    return End(
                        verdict: verdict,
                        progress: monitor.progress,
                        deployment: monitor.id,
                        stops: monitor.ledger.stops,
                        service: reader.service
                    )
                }
            }
            let (delay, fetch) = next ?? (.seconds(1), .stoppedTasks)
            if delay > .zero { try await context.clock.sleep(delay) }
            let observation = try await reader.look(fetch, id: monitor.id)
            let elapsed = context.clock.elapsed() - start
            actions = monitor.observe(observation, at: elapsed, chance: context.clock.chance())
        }
    }

    /// Waits a little for the stopped tasks that explain a failure: ECS may conclude before it lists them.
    private func explain(
        _ verdict: RolloutVerdict,
        _ monitor: inout RolloutMonitor,
        _ reader: inout SnapshotReader
    ) async throws {
        for attempt in 0..<verdict.looksForExplanation where !monitor.ledger.explains {
            if attempt > 0 { try await context.clock.sleep(.milliseconds(500)) }
            guard case .read(let snapshot) = try await reader.look(.stoppedTasks, id: monitor.id) else { continue }
            monitor.hear(snapshot.stopped)
        }
    }

    /// An update that changes nothing.
    private func remind() async {
        do {
            _ = try await context.ecs.updateService(cluster: service.cluster, service.name, [:])
        } catch {
            context.onEvent(.note("ECS starts no task, and could not be reminded: \(error)"))
        }
    }
}
