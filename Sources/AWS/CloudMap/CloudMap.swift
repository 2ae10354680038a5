/// The lookups of AWS Cloud Map that shipit uses.
package struct CloudMap: Sendable {
    private let client: AWSClient

    /// Operations over a client.
    package init(_ client: AWSClient) {
        self.client = client
    }

    /// All namespaces of account and region. Names may repeat: private ones belong to a VPC.
    package func namespaces() async throws -> [CloudMapEntry] {
        try await list("ListNamespaces", [:], of: "Namespaces")
    }

    /// The services of a namespace.
    ///
    /// - Parameter namespace: The namespace's id.
    package func services(in namespace: String) async throws -> [CloudMapEntry] {
        let filter: JSON = ["Name": "NAMESPACE_ID", "Values": [.string(namespace)], "Condition": "EQ"]
        return try await list("ListServices", ["Filters": [filter]], of: "Services")
    }

    private func list(_ operation: String, _ input: JSON, of member: String) async throws -> [CloudMapEntry] {
        try await client.pages(.cloudMap, operation, input, of: member, token: "NextToken", limit: 5000)
            .compactMap { CloudMapEntry($0) }
    }
}
