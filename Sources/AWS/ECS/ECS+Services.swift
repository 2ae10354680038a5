extension ECS {
    /// The services of a cluster by name or ARN, tags included; those that ECS does not know are failures, not errors.
    ///
    /// Asks in batches of ten, ECS's limit.
    package func describeServices(cluster: String, _ names: [String]) async throws
        -> (services: [ECSService], failures: [ECSFailure])
    {
        var services: [ECSService] = []
        var failures: [ECSFailure] = []
        for batch in names.batches(of: 10) {
            let answer = try await send(
                "DescribeServices",
                [
                    "cluster": .string(cluster), "services": .array(batch.map { .string($0) }),
                    "include": ["TAGS"],
                ]
            )
            services += (answer["services"]?.array ?? []).compactMap { ECSService($0) }
            failures += (answer["failures"]?.array ?? []).map { ECSFailure($0) }
        }
        return (services, failures)
    }

    /// One service, or nil when the cluster has none of that name.
    package func service(cluster: String, _ name: String) async throws -> ECSService? {
        let answer = try await describeServices(cluster: cluster, [name])
        if let service = answer.services.first { return service }
        guard let failure = answer.failures.first, failure.reason != "MISSING" else { return nil }
        throw ECSAnswerError(operation: "DescribeServices", member: "service \(name) (\(failure.reason))")
    }

    /// Creates a service from a body in AWS's member names.
    ///
    /// - Parameter clientToken: At most 36 characters; the same token again does not make a second service.
    package func createService(cluster: String, _ body: JSON, clientToken: String) async throws -> ECSService {
        var body = body
        body["cluster"] = .string(cluster)
        body["clientToken"] = .string(clientToken)
        return try service(in: try await call(.ecs, "CreateService", body), of: "CreateService")
    }

    /// Sends the given members to a service; what is not named stays as it is.
    package func updateService(cluster: String, _ name: String, _ changes: JSON) async throws -> ECSService {
        var body = changes
        body["cluster"] = .string(cluster)
        body["service"] = .string(name)
        return try service(in: try await call(.ecs, "UpdateService", body), of: "UpdateService")
    }

    /// Deletes a service with its tasks; it drains and is then inactive.
    package func deleteService(cluster: String, _ name: String, force: Bool) async throws {
        _ = try await send(
            "DeleteService",
            ["cluster": .string(cluster), "service": .string(name), "force": .bool(force)]
        )
    }

    private func service(in answer: JSON, of operation: String) throws -> ECSService {
        guard let service = answer["service"].flatMap({ ECSService($0) }) else {
            throw ECSAnswerError(operation: operation, member: "service")
        }
        return service
    }
}
