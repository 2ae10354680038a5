import AWS

/// Reads what runs, what ran, and why something failed; changes nothing.
package struct StatusReader: Sendable {
    let context: RolloutContext

    /// A reader over a client of the service's account and region.
    package init(client: AWSClient) {
        self.init(call: { try await client.call($0, $1, $2) })
    }

    /// A reader over any way of calling AWS, such as one that keeps a budget of calls.
    package init(call: @escaping ECS.Call) {
        context = RolloutContext(call: call, clock: .system, onEvent: { _ in })
    }

    /// How a service does now; nil when the cluster has none of that name.
    package func status(of service: ServiceReference) async throws -> ServiceStatus? {
        throw RolloutError(.failed, operation: "read", subject: "\(service)", cause: "being written")
    }

    /// What was live when, newest first.
    package func history(of service: ServiceReference, limit: Int = 20) async throws -> [HistoryEntry] {
        throw RolloutError(.failed, operation: "read", subject: "\(service)", cause: "being written")
    }

    /// What is known of the newest trouble of a service; nil when there is none to be seen.
    package func diagnosis(of service: ServiceReference) async throws -> FailureReport? {
        throw RolloutError(.failed, operation: "read", subject: "\(service)", cause: "being written")
    }
}
