import HTTP
import Pipelines
import Rollouts
import Synchronization

/// Takes the services of a release to their environment, as one run.
///
/// In this order: everything is checked before anything changes; every image is built and pushed before any
/// service changes, so that a release whose image cannot be made changes nothing; then the services are
/// deployed, each after those it depends on, independent ones side by side. A failure stops what depends
/// on it and nothing else.
package struct DeployRun: Sendable {
    let plan: ReleasePlan
    let options: DeployOptions
    let session: RunSession
    let workspace: Workspace
    let http: HTTPClient

    /// Images built or pushed at once: more would share the same disk and uplink.
    private static let imageWidth = 2
    /// Services deployed at once: each costs a few API calls a second.
    private static let rolloutWidth = 10

    package init(
        _ plan: ReleasePlan,
        options: DeployOptions,
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
            let (connections, prepared) = try await session.perform(.preflight, of: nil) { tell in
                let connections = try await Connections.open(
                    plan.environment,
                    session: session.header.id,
                    in: workspace,
                    http: http
                )
                let prepared = try await Preflight(plan, connections, session).prepare(options, tell: tell)
                return ((connections, prepared), connections.inWords)
            }
            let images = try await publish(prepared, connections, outcomes)
            if images.count == prepared.count {
                try await deploy(prepared, images, connections, outcomes)
            }
        } catch {
            report.failure = RunFailure(error, while: "deploying")
        }
        let leftOver = report.failure?.verdict == .interrupted ? "interrupted before it began" : "not begun"
        report.services = plan.services.map { service in
            outcomes[service.name] ?? ServiceReport(service.name, .notStarted, detail: leftOver)
        }
        report.duration = start.duration(to: .now)
        session.emit(.runFinished(report.summary))
        return report
    }

    // MARK: Images

    /// Builds and pushes every image; those of the services that have one at the end.
    private func publish(
        _ prepared: [PreparedService],
        _ connections: Connections,
        _ outcomes: ReportCollector
    ) async throws -> [String: PublishedImage?] {
        let images = Mutex<[String: PublishedImage?]>([:])
        let publisher = connections.publisher(session, for: plan.environment)
        let byName = Dictionary(prepared.map { ($0.release.name, $0) }, uniquingKeysWith: { first, _ in first })
        try await Schedule(prepared.map { .init($0.release.name) }, width: Self.imageWidth).run { name in
            guard let service = byName[name] else { return false }
            do {
                let image = try await publisher.publish(service.release, options)
                if let image {
                    try session.journal?.append(
                        .pushed(service: name, image: "\(image.reference)", digest: "\(image.digest)")
                    )
                }
                images.withLock { $0[name] = .some(image) }
                return true
            } catch is CancellationError {
                return false
            } catch {
                outcomes.add(ServiceReport(name, failed: RunFailure(error, while: "publishing the image of \(name)")))
                return false
            }
        } onStopped: { _, _ in
        }
        let made = images.withLock { $0 }
        if made.count < prepared.count {
            for service in prepared where made[service.release.name] != nil {
                let why = "not every image of the release is in its registry"
                outcomes.add(ServiceReport(service.release.name, .notStarted, detail: why))
            }
        }
        return made
    }

    // MARK: Services

    private func deploy(
        _ prepared: [PreparedService],
        _ images: [String: PublishedImage?],
        _ connections: Connections,
        _ outcomes: ReportCollector
    ) async throws {
        let byName = Dictionary(prepared.map { ($0.release.name, $0) }, uniquingKeysWith: { first, _ in first })
        let nodes = prepared.map { Schedule.Node($0.release.name, dependsOn: $0.release.dependsOn) }
        try await Schedule(nodes, width: Self.rolloutWidth).run { name in
            guard let service = byName[name], let image = images[name] else { return false }
            let report = await ServiceDeploy(service, image: image, options, connections, session).run()
            outcomes.add(report)
            return report.verdict == .done || report.verdict == .unchanged
                || (report.verdict == .stillRunning && !options.waits)
        } onStopped: { name, failed in
            // Nothing failed where somebody interrupted: what is left says so itself.
            guard !Task.isCancelled else { return }
            let detail = "not begun: it depends on \(failed)"
            session.emit(.note(service: name, detail))
            outcomes.add(ServiceReport(name, .notStarted, detail: detail))
        }
    }
}
