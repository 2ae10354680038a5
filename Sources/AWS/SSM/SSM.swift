/// The lookups of AWS Systems Manager that shipit uses.
package struct SSM: Sendable {
    private let client: AWSClient

    /// AWS's limit for one call.
    private static let namesPerCall = 10

    /// Operations over a client.
    package init(_ client: AWSClient) {
        self.client = client
    }

    /// Parameters of the parameter store by name; those that do not exist are missing in the result.
    ///
    /// Secure strings come back encrypted: their values are for containers, by `secrets`, and never for a template.
    package func parameters(_ names: [String]) async throws -> [String: SSMParameter] {
        var found: [String: SSMParameter] = [:]
        for start in stride(from: 0, to: names.count, by: Self.namesPerCall) {
            let batch = names[start..<min(start + Self.namesPerCall, names.count)]
            let input: JSON = ["Names": .array(batch.map { .string($0) }), "WithDecryption": false]
            let answer = try await client.call(.ssm, "GetParameters", input)
            for parameter in (answer["Parameters"]?.array ?? []).compactMap({ SSMParameter($0) }) {
                found[parameter.request] = parameter
            }
        }
        return found
    }
}
