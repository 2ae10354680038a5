import FoundationEssentials

extension ECS {
    /// The newest service deployments of a service, newest first; unavailable where ECS has no such operation.
    ///
    /// - Parameters:
    ///   - since: Only those created at this time or later.
    ///   - limit: At most so many.
    package func listServiceDeployments(
        cluster: String,
        _ service: String,
        since: Date? = nil,
        limit: Int = 100
    ) async throws -> Availability<[ServiceDeployment]> {
        let after = since.map { JSON.object(["after": .number($0.timeIntervalSince1970)]) }
        return try await availability {
            try await pages(
                "ListServiceDeployments",
                [
                    "cluster": .string(cluster), "service": .string(service), "createdAt": after,
                    "maxResults": .integer(Int64(max(1, min(limit, 100)))),
                ],
                of: "serviceDeployments",
                limit: limit
            )
            .compactMap { ServiceDeployment($0) }
            .sorted { ($0.createdAt ?? .distantPast) > ($1.createdAt ?? .distantPast) }
        }
    }

    /// Service deployments by ARN, in batches of twenty, ECS's limit.
    package func describeServiceDeployments(_ arns: [String]) async throws -> Availability<[ServiceDeployment]> {
        try await availability {
            var found: [ServiceDeployment] = []
            for batch in arns.batches(of: 20) {
                let answer = try await send(
                    "DescribeServiceDeployments",
                    ["serviceDeploymentArns": .array(batch.map { .string($0) })]
                )
                found += (answer["serviceDeployments"]?.array ?? []).compactMap { ServiceDeployment($0) }
            }
            return found
        }
    }

    /// Service revisions by ARN, in batches of twenty, ECS's limit.
    package func describeServiceRevisions(_ arns: [String]) async throws -> Availability<[ServiceRevision]> {
        try await availability {
            var found: [ServiceRevision] = []
            for batch in arns.batches(of: 20) {
                let answer = try await send(
                    "DescribeServiceRevisions",
                    ["serviceRevisionArns": .array(batch.map { .string($0) })]
                )
                found += (answer["serviceRevisions"]?.array ?? []).compactMap { ServiceRevision($0) }
            }
            return found
        }
    }

    /// Stops a service deployment under way and lets ECS go back to what was there before.
    package func rollBackServiceDeployment(_ arn: String) async throws -> Availability<Void> {
        try await availability {
            _ = try await send(
                "StopServiceDeployment",
                ["serviceDeploymentArn": .string(arn), "stopType": "ROLLBACK"]
            )
        }
    }

    /// Turns "there is no such operation here" into a value; every other error stays one.
    private func availability<Value: Sendable>(_ body: () async throws -> Value) async throws -> Availability<Value> {
        do {
            return .available(try await body())
        } catch  where ECSFault.saysOperationIsMissing(error) {
            return .unavailable(reason: "\(error)")
        }
    }
}
