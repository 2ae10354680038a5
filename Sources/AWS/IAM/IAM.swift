/// The lookups of AWS IAM that shipit uses.
package struct IAM: Sendable {
    private let client: AWSClient

    /// Operations over a client.
    package init(_ client: AWSClient) {
        self.client = client
    }

    /// The ARN of a role by its name; nil when there is none.
    package func roleARN(named name: String) async throws -> String? {
        do {
            let answer = try await client.query(.iam, "GetRole", [("RoleName", name)])
            return answer["GetRoleResult"]?.text("Role", "Arn")
        } catch let error as AWSError where error.code == "NoSuchEntity" {
            return nil
        }
    }

    /// The names of all roles.
    package func roleNames() async throws -> [String] {
        try await client.queryPages(
            .iam,
            "ListRoles",
            [("MaxItems", "1000")],
            in: ["ListRolesResult"],
            of: "Roles",
            token: ("Marker", "Marker"),
            limit: 5000
        )
        .compactMap { $0.text("RoleName") }
    }
}
