/// The operations of AWS STS that shipit uses.
package struct STS: Sendable {
    private let client: AWSClient

    /// Operations over a client.
    package init(_ client: AWSClient) {
        self.client = client
    }

    /// Who the credentials belong to; needs no permission.
    package func callerIdentity() async throws -> CallerIdentity {
        let answer = try await client.query(.sts, "GetCallerIdentity", [])
        let result = answer["GetCallerIdentityResult"]
        guard let account = result?.text("Account"), let arn = result?.text("Arn") else {
            throw AWSError(lacking: "Account and Arn", from: .sts, "GetCallerIdentity")
        }
        return CallerIdentity(account: account, arn: arn)
    }
}
