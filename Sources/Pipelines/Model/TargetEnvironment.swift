/// Where a release goes: one entry of `environments`, with every `${…}` filled in.
package struct TargetEnvironment: Hashable, Sendable {
    package let name: String
    /// Twelve digits; the credentials must belong to this account. Nil: any account.
    package let account: String?
    package let region: String
    package let cluster: String
    /// The URL that answers for every AWS service in place of AWS's own endpoints.
    package let endpoint: String?
    /// `host[:port]` of the registry. Nil: the account's ECR in the region.
    package let registry: String?
    /// The profile of the AWS configuration files to take credentials from.
    package let profile: String?
    /// The ARN of the role to assume.
    package let role: String?
    /// Whether repositories that are not there are created.
    package let createRepositories: Bool
    /// Whether a deploy asks on a terminal, and wants `--yes` elsewhere.
    package let confirm: Bool
}
