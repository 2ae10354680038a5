import AWS
import Pipelines
import Rollouts

/// One service's way from an image in the registry to healthy tasks.
struct ServiceDeploy: Sendable {
    private let service: PreparedService
    private let image: PublishedImage?
    private let options: DeployOptions
    private let connections: Connections
    private let session: RunSession

    init(
        _ service: PreparedService,
        image: PublishedImage?,
        _ options: DeployOptions,
        _ connections: Connections,
        _ session: RunSession
    ) {
        self.service = service
        self.image = image
        self.options = options
        self.connections = connections
        self.session = session
    }

    /// Deploys and reports; every failure is in the report.
    func run() async -> ServiceReport {
        let name = service.release.name
        let narrator = RolloutNarrator(service: name, emit: session.emit)
        var report: ServiceReport
        do {
            try session.journal?.append(
                .deploying(.init(service: name, cluster: service.reference.cluster, from: service.live?.text))
            )
            narrator.begin(.register)
            let deployer = Deployer(client: connections.aws, onEvent: narrator.hear)
            let outcome = try await deployer.deploy(try await request())
            report = ServiceReport(name, outcome, narrator)
        } catch is CancellationError {
            report = ServiceReport(interrupted: name, narrator)
        } catch {
            let failure = RunFailure(error, while: "deploying \(name)")
            narrator.end(.failed(failure.what))
            report = ServiceReport(name, failed: failure)
        }
        report.image = image?.pinned
        report.previous = service.live?.short
        do {
            try session.journal?.append(.finished(service: name, verdict: report.verdict, detail: report.detail))
        } catch {
            session.emit(.warning(service: name, "\(error)"))
        }
        return report
    }

    private func request() async throws -> DeployRequest {
        var request = try await service.request(image: image, connections, session)
        request.ask(for: options)
        request.timeout = options.timeout ?? service.release.timeout ?? .seconds(30 * 60)
        return request
    }
}

extension DeployRequest {
    /// Asks for what a person asked for beyond what the pipeline says; the time limit is the service's own matter.
    mutating func ask(for options: DeployOptions) {
        desiredCount = options.desiredCount
        force = options.forces
        supersede = options.supersedes
        wait = options.waits
    }
}
