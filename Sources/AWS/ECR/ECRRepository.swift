/// A repository of ECR.
package struct ECRRepository: Sendable, Hashable {
    /// The name without the host, such as `team/auth-service`.
    package let name: String
    /// The registry's host and the repository's name: what images are pushed to.
    package let uri: String
    /// Empty where the answer has none.
    package let arn: String
    /// Whether a tag that is there cannot be pushed again.
    package let hasImmutableTags: Bool

    init?(_ body: JSON) {
        guard let name = body["repositoryName"]?.string, let uri = body["repositoryUri"]?.string else { return nil }
        self.name = name
        self.uri = uri
        arn = body["repositoryArn"]?.string ?? ""
        hasImmutableTags = body["imageTagMutability"]?.string?.hasPrefix("IMMUTABLE") ?? false
    }
}
