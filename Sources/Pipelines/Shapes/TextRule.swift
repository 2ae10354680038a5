/// What a text has to look like at a place of the file.
enum TextRule: Sendable {
    case any
    /// A name of ECS: up to 255 letters, digits, underscores and hyphens (CreateService, `serviceName`).
    case name
    /// A repository of ECR (CreateRepository, `repositoryName`): the pattern of the model, 2 to 256 characters.
    case repository
    /// Twelve digits.
    case account
    case region
    /// `http://` or `https://` and a host.
    case url
    /// `host` or `host:port`, without a scheme.
    case host
    case duration
    /// `os/architecture` or `os/architecture/variant`.
    case platform
    case roleARN
    /// A path or reference: anything but nothing.
    case nonEmpty

    /// What to tell who wrote something else: follows "expected".
    var expectation: String {
        switch self {
        case .any: "a text"
        case .name: "a name of letters, digits, '-' and '_'"
        case .repository: "a repository name of lower-case letters, digits, '-', '_', '.' and '/'"
        case .account: "an account of 12 digits"
        case .region: "a region such as eu-central-1"
        case .url: "a URL such as http://127.0.0.1:4566"
        case .host: "a host such as registry.example.com:5000"
        case .duration: "a duration such as 90s, 15m or 1h30m"
        case .platform: "a platform such as linux/amd64"
        case .roleARN: "a role's ARN such as arn:aws:iam::123456789012:role/deployer"
        case .nonEmpty: "a text that is not empty"
        }
    }

    func accepts(_ text: String) -> Bool {
        switch self {
        case .any: true
        case .nonEmpty: !text.isEmpty
        case .name: text.wholeMatch(of: /[A-Za-z0-9_-]{1,255}/) != nil
        case .repository:
            text.utf8.count >= 2 && text.utf8.count <= 256
                && text.wholeMatch(of: /[a-z0-9]+([._\-]+[a-z0-9]+)*(\/[a-z0-9]+([._\-]+[a-z0-9]+)*)*/) != nil
        case .account: text.wholeMatch(of: /[0-9]{12}/) != nil
        case .region: text.wholeMatch(of: /[a-z]{2,}(-[a-z]+)+-[0-9]+/) != nil
        case .url: text.wholeMatch(of: /https?:\/\/[^\s\/]+(\/\S*)?/) != nil
        case .host: text.wholeMatch(of: /[A-Za-z0-9._\-]+(:[0-9]+)?|\[[0-9A-Fa-f:.]+\](:[0-9]+)?/) != nil
        case .duration: Duration(written: text) != nil
        case .platform: text.wholeMatch(of: /[a-z0-9]+\/[a-z0-9_]+(\/[a-z0-9.]+)?/) != nil
        case .roleARN: text.wholeMatch(of: /arn:[a-z0-9\-]+:iam::[0-9]{12}:role\/[A-Za-z0-9+=,.@_\-\/]+/) != nil
        }
    }
}
