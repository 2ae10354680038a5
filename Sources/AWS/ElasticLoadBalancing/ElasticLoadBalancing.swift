/// The operations of Elastic Load Balancing (version 2) that shipit uses.
package struct ElasticLoadBalancing: Sendable {
    private let client: AWSClient

    /// Operations over a client.
    package init(_ client: AWSClient) {
        self.client = client
    }

    /// A target group by its name, which is unique in account and region; nil when there is none.
    package func targetGroup(named name: String) async throws -> TargetGroup? {
        do {
            return try await targetGroups([("Names.member.1", name)]).first
        } catch let error as AWSError where error.code.hasPrefix("TargetGroupNotFound") {
            return nil
        }
    }

    /// All target groups.
    package func targetGroups() async throws -> [TargetGroup] {
        try await targetGroups([])
    }

    private func targetGroups(_ fields: [(String, String)]) async throws -> [TargetGroup] {
        try await client.queryPages(
            .elasticLoadBalancing,
            "DescribeTargetGroups",
            fields,
            in: ["DescribeTargetGroupsResult"],
            of: "TargetGroups",
            token: ("Marker", "NextMarker"),
            limit: 5000
        )
        .compactMap { TargetGroup($0) }
    }

    /// How the targets of a target group fare.
    package func targetHealth(_ targetGroupARN: String) async throws -> [TargetHealth] {
        let action = "DescribeTargetHealth"
        let answer = try await client.query(.elasticLoadBalancing, action, [("TargetGroupArn", targetGroupARN)])
        guard let result = answer["\(action)Result"] else {
            throw AWSError(lacking: "result", from: .elasticLoadBalancing, action)
        }
        return result.list("TargetHealthDescriptions").compactMap { TargetHealth($0) }
    }
}
