/// Who signs: the account and the user or role session.
package struct CallerIdentity: Sendable, Hashable {
    /// Twelve digits.
    package let account: String
    /// The user's or the role session's ARN.
    package let arn: String

    /// An identity with these parts.
    package init(account: String, arn: String) {
        self.account = account
        self.arn = arn
    }

    /// The partition in which ARNs of this account are: `aws`, `aws-cn`, `aws-us-gov` and others.
    package var partition: String {
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : "aws"
    }
}
