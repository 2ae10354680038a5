/// The lookups of Amazon EC2 that shipit uses.
package struct EC2: Sendable {
    private let client: AWSClient

    /// Operations over a client.
    package init(_ client: AWSClient) {
        self.client = client
    }

    /// Subnets by their Name tags; all of them when `names` is nil.
    package func subnets(named names: [String]? = nil) async throws -> [EC2Resource] {
        try await resources("DescribeSubnets", "subnetSet", id: "subnetId", [("tag:Name", names)])
    }

    /// Subnets by their ids.
    package func subnets(ids: [String]) async throws -> [EC2Resource] {
        try await resources("DescribeSubnets", "subnetSet", id: "subnetId", [("subnet-id", ids)])
    }

    /// VPCs by their Name tags; all of them when `names` is nil.
    package func vpcs(named names: [String]? = nil) async throws -> [EC2Resource] {
        try await resources("DescribeVpcs", "vpcSet", id: "vpcId", [("tag:Name", names)])
    }

    /// Security groups by their group names or Name tags; all of them when `names` is nil.
    ///
    /// - Parameter vpc: Only those of this VPC.
    package func securityGroups(named names: [String]? = nil, vpc: String? = nil) async throws -> [EC2Resource] {
        func groups(_ filter: String) async throws -> [EC2Resource] {
            let filters = [(filter, names), ("vpc-id", vpc.map { [$0] })]
            return try await resources("DescribeSecurityGroups", "securityGroupInfo", id: "groupId", filters)
        }
        let byName = try await groups("group-name")
        guard names != nil else { return byName }
        let known = Set(byName.map(\.id))
        return try await byName + groups("tag:Name").filter { !known.contains($0.id) }
    }

    /// - Parameter filters: Names and accepted values; those without values do not filter.
    private func resources(
        _ action: String,
        _ list: String,
        id: String,
        _ filters: [(name: String, values: [String]?)]
    ) async throws -> [EC2Resource] {
        var fields: [(String, String)] = []
        for (index, filter) in filters.filter({ $0.values != nil }).enumerated() {
            fields.append(("Filter.\(index + 1).Name", filter.name))
            for (number, value) in (filter.values ?? []).enumerated() {
                fields.append(("Filter.\(index + 1).Value.\(number + 1)", Self.literal(value)))
            }
        }
        let found = try await client.queryPages(
            .ec2,
            action,
            fields,
            in: [],
            of: list,
            token: ("NextToken", "nextToken"),
            limit: 5000
        )
        return found.compactMap { EC2Resource($0, id: id) }
    }

    /// A filter's value without wildcards: EC2 takes `*` and `?` for them unless a backslash stands before.
    private static func literal(_ value: String) -> String {
        String(value.flatMap { "*?\\".contains($0) ? ["\\", $0] : [$0] })
    }
}
