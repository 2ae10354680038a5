import Docker
import HTTP
import Images
import Pipelines

/// Builds, or pushes, the images of a release and touches no service: `shipit build` and `shipit push`.
package struct ImageRun: Sendable {
    /// What is done to each image.
    package enum Work: Sendable, Hashable {
        case build
        case push
    }

    private let plan: ReleasePlan
    private let work: Work
    private let ignoresCache: Bool
    private let session: RunSession
    private let workspace: Workspace
    private let http: HTTPClient

    package init(
        _ plan: ReleasePlan,
        _ work: Work,
        ignoresCache: Bool = false,
        session: RunSession,
        workspace: Workspace,
        http: HTTPClient
    ) {
        self.plan = plan
        self.work = work
        self.ignoresCache = ignoresCache
        self.session = session
        self.workspace = workspace
        self.http = http
    }

    /// Runs to the end, whatever the end is.
    package func run() async -> RunReport {
        let start = ContinuousClock.now
        session.emit(.runStarted(session.header))
        var report = RunReport(header: session.header, services: [], duration: .zero)
        let outcomes = ReportCollector()
        do {
            let connections = try await session.perform(.preflight, of: nil) { _ in
                let connections = try await Connections.open(
                    plan.environment,
                    session: session.header.id,
                    in: workspace,
                    http: http
                )
                _ = try await connections.engine.profile()
                return (connections, connections.inWords)
            }
            let publisher = connections.publisher(session, for: plan.environment)
            let services = Dictionary(plan.services.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            try await Schedule(plan.services.map { .init($0.name) }, width: 2).run { name in
                guard let service = services[name] else { return false }
                let report = await perform(service, publisher)
                outcomes.add(report)
                return report.verdict == .done
            } onStopped: { _, _ in
            }
        } catch {
            report.failure = RunFailure(error, while: work == .build ? "building" : "pushing")
        }
        report.services = plan.services.map { outcomes[$0.name] ?? ServiceReport($0.name, .notStarted) }
        report.duration = start.duration(to: .now)
        session.emit(.runFinished(report.summary))
        return report
    }

    private func perform(_ service: ServiceRelease, _ publisher: ImagePublisher) async -> ServiceReport {
        guard case .build(let recipe) = service.image else {
            return ServiceReport(service.name, .unchanged, detail: "its image is not built here")
        }
        do {
            let reference = try publisher.reference(of: service)
            switch work {
            case .build:
                var options = DeployOptions()
                options.ignoresCache = ignoresCache
                try await publisher.build(recipe, as: reference, for: service.name, options)
                return ServiceReport(service.name, .done, detail: "\(reference)", image: "\(reference)")
            case .push:
                let image = try await publisher.push(reference, for: service.name)
                return ServiceReport(service.name, .done, detail: "\(reference)@\(image.digest)", image: image.pinned)
            }
        } catch {
            return ServiceReport(service.name, failed: RunFailure(error, while: "the image of \(service.name)"))
        }
    }
}
