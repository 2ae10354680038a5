import AWS
import HTTP
import Pipelines
import Rollouts

/// Reads how the services of an environment do, and what was live when; changes nothing.
package struct StatusRun: Sendable {
    private let plan: ReleasePlan
    private let workspace: Workspace
    private let http: HTTPClient

    package init(_ plan: ReleasePlan, workspace: Workspace, http: HTTPClient) {
        self.plan = plan
        self.workspace = workspace
        self.http = http
    }

    /// Each service with its status; nil for one that the cluster does not have.
    package func statuses() async throws -> [(service: String, status: ServiceStatus?)] {
        let reader = try StatusReader(client: client())
        var statuses: [String: ServiceStatus?] = [:]
        try await withThrowingTaskGroup(of: (String, ServiceStatus?).self) { group in
            for service in plan.services {
                let reference = reference(to: service)
                group.addTask { (service.name, try await reader.status(of: reference)) }
            }
            for try await (name, status) in group { statuses[name] = .some(status) }
        }
        return plan.services.map { ($0.name, statuses[$0.name] ?? nil) }
    }

    /// Each service with its deployments, newest first.
    package func histories(limit: Int) async throws -> [(service: String, entries: [HistoryEntry])] {
        let reader = try StatusReader(client: client())
        var histories: [(service: String, entries: [HistoryEntry])] = []
        for service in plan.services {
            histories.append((service.name, try await reader.history(of: reference(to: service), limit: limit)))
        }
        return histories
    }

    private func reference(to service: ServiceRelease) -> ServiceReference {
        ServiceReference(cluster: plan.environment.cluster, name: service.serviceName)
    }

    private func client() throws -> AWSClient {
        let settings = AWSSettings(
            profile: plan.environment.profile,
            region: plan.environment.region,
            endpoint: plan.environment.endpoint,
            roleARN: plan.environment.role
        )
        return try AWSClient.make(settings, environment: workspace.environment, http: http)
    }
}
