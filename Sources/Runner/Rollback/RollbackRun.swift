import AWS
import HTTP
import Pipelines
import Rollouts

/// Takes services back to what was good before, as one run, dependents before what they depend on.
///
/// Everything is looked up first: when one service has nothing to go back to, nothing is changed.
package struct RollbackRun: Sendable {
    private let plan: ReleasePlan
    private let options: RollbackOptions
    private let session: RunSession
    private let workspace: Workspace
    private let http: HTTPClient

    package init(
        _ plan: ReleasePlan,
        options: RollbackOptions,
        session: RunSession,
        workspace: Workspace,
        http: HTTPClient
    ) {
        self.plan = plan
        self.options = options
        self.session = session
        self.workspace = workspace
        self.http = http
    }

    /// Runs to the end, whatever the end is; cancelling the task ends it soon and says what is in flight.
    package func run() async -> RunReport {
        let start = ContinuousClock.now
        session.emit(.runStarted(session.header))
        var report = RunReport(header: session.header, services: [], duration: .zero)
        let outcomes = ReportCollector()
        do {
            let (connections, plans) = try await session.perform(.preflight, of: nil) { _ in
                let connections = try await Connections.open(
                    plan.environment,
                    session: session.header.id,
                    in: workspace,
                    http: http
                )
                return ((connections, try await prepare(connections)), connections.inWords)
            }
            try await rollBack(plans, connections, outcomes)
        } catch {
            report.failure = RunFailure(error, while: "rolling back")
        }
        let leftOver = report.failure?.verdict == .interrupted ? "interrupted before it began" : "not begun"
        report.services = session.header.services.map { name in
            outcomes[name] ?? ServiceReport(name, .notStarted, detail: leftOver)
        }
        report.duration = start.duration(to: .now)
        session.emit(.runFinished(report.summary))
        return report
    }

    /// What each service would go back to, in order; changes nothing.
    package func plans() async throws -> [(service: String, plan: RollbackPlan)] {
        try await session.perform(.preflight, of: nil) { _ in
            let connections = try await Connections.open(
                plan.environment,
                session: session.header.id,
                in: workspace,
                http: http
            )
            let found = try await prepare(connections)
            let plans = session.header.services.compactMap { name in found[name].map { (service: name, plan: $0) } }
            return (plans, connections.inWords)
        }
    }

    /// Finds what each service goes back to.
    private func prepare(_ connections: Connections) async throws -> [String: RollbackPlan] {
        var plans: [String: RollbackPlan] = [:]
        var failures: [RunFailure] = []
        let rollback = Rollback(client: connections.aws)
        for service in plan.services {
            do {
                let found = try await rollback.plan(request(for: service))
                for warning in found.warnings { session.emit(.warning(service: service.name, warning)) }
                plans[service.name] = found
            } catch let error as CancellationError {
                throw error
            } catch {
                failures.append(RunFailure(error, while: "looking for what \(service.name) goes back to"))
            }
        }
        if let failure = RunFailure.combined(failures, "nothing was changed") { throw failure }
        return plans
    }

    private func rollBack(
        _ plans: [String: RollbackPlan],
        _ connections: Connections,
        _ outcomes: ReportCollector
    ) async throws {
        let services = Dictionary(plan.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        // What depends on a service goes back before it.
        let nodes = plan.services.reversed().map { service in
            Schedule.Node(
                service.name,
                dependsOn: plan.services.filter { $0.dependsOn.contains(service.name) }.map(\.name)
            )
        }
        try await Schedule(nodes, width: 10).run { name in
            guard let service = services[name], let plan = plans[name] else { return false }
            let report = await rollBack(service, plan, connections)
            outcomes.add(report)
            return report.verdict == .done || report.verdict == .unchanged
                || (report.verdict == .stillRunning && !options.waits)
        } onStopped: { name, failed in
            // Nothing failed where somebody interrupted: what is left says so itself.
            guard !Task.isCancelled else { return }
            outcomes.add(
                ServiceReport(name, .notStarted, detail: "not begun: \(failed) depends on it and did not go back")
            )
        }
    }

    private func rollBack(
        _ service: ServiceRelease,
        _ plan: RollbackPlan,
        _ connections: Connections
    ) async -> ServiceReport {
        let name = service.name
        let narrator = RolloutNarrator(service: name, emit: session.emit)
        var report: ServiceReport
        do {
            try session.journal?.append(
                .deploying(.init(service: name, cluster: plan.service.cluster, from: plan.from?.text))
            )
            session.emit(.note(service: name, plan.inWords))
            narrator.begin(.rollback)
            let rollback = Rollback(client: connections.aws, onEvent: narrator.hear)
            report = ServiceReport(name, try await rollback.run(plan, request(for: service)), narrator)
        } catch is CancellationError {
            report = ServiceReport(interrupted: name, narrator)
        } catch {
            let failure = RunFailure(error, while: "rolling back \(name)")
            narrator.end(.failed(failure.what))
            report = ServiceReport(name, failed: failure)
        }
        report.previous = plan.from?.short
        do {
            try session.journal?.append(.finished(service: name, verdict: report.verdict, detail: report.detail))
        } catch {
            session.emit(.warning(service: name, "\(error)"))
        }
        return report
    }

    private func request(for service: ServiceRelease) -> RollbackRequest {
        RollbackRequest(
            service: ServiceReference(cluster: plan.environment.cluster, name: service.serviceName),
            target: .init(options.target),
            wait: options.waits,
            timeout: options.timeout ?? service.timeout ?? .seconds(30 * 60)
        )
    }
}

extension RollbackPlan {
    /// From where to where, and why there.
    var inWords: String {
        let start = from.map(\.short) ?? "nothing"
        let goal = target.revision.short + (targetRelease.map { " (version \($0.version))" } ?? "")
        return "from \(start) back to \(goal): \(target.reason.inWords)"
    }
}

extension RollbackTarget.Reason {
    /// Why it is that revision.
    package var inWords: String {
        switch self {
        case .lastSuccessfulDeployment: "the last successful deployment of another revision"
        case .stillServing: "it still serves"
        case .previousTag: "what was live before"
        case .markedGood: "the newest earlier revision known to be good"
        case .named: "as asked"
        }
    }
}
