import FoundationEssentials
import HTTP

/// The credentials endpoint that ECS and EKS give a container.
///
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html)
struct ContainerEndpoint: Sendable, Hashable {
    let url: URL
    /// A file that is read anew for each refresh.
    let tokenFile: String?
    let token: Secret?

    static let relativeVariable = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    static let fullVariable = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let tokenVariable = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    private static let tokenFileVariable = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"

    /// Hosts that may be asked without TLS, loopback addresses aside: those of ECS and EKS.
    private static let plainHosts: Set<String> = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23", "localhost"]

    /// - Returns: nil where the environment names no endpoint.
    init?(environment: [String: String]) throws(CredentialError) {
        let text: String
        let variable: String
        if let path = environment[Self.relativeVariable], !path.isEmpty {
            (text, variable) = ("http://169.254.170.2" + path, Self.relativeVariable)
        } else if let full = environment[Self.fullVariable], !full.isEmpty {
            (text, variable) = (full, Self.fullVariable)
        } else {
            return nil
        }
        guard let parts = URLComponents(string: text), let url = parts.url, let host = parts.host, !host.isEmpty else {
            throw .invalidSetting(variable, reason: "not a URL")
        }
        guard parts.scheme == "https" || (parts.scheme == "http" && Self.maySpeakPlainly(to: host)) else {
            throw .invalidSetting(
                variable,
                reason: "the host \(host) may only be asked by https; plain http is for loopback addresses and the"
                    + " endpoints of ECS and EKS"
            )
        }
        self.url = url
        tokenFile = environment[Self.tokenFileVariable].flatMap { $0.isEmpty ? nil : $0 }
        token = environment[Self.tokenVariable].map { Secret($0) }
    }

    /// The URL as it may be shown.
    var shownURL: String { HTTPError.redact(url) }

    private static func maySpeakPlainly(to host: String) -> Bool {
        let bare = host.trimmed(of: "[]").lowercased()
        if plainHosts.contains(bare) || bare == "::1" { return true }
        let numbers = bare.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return numbers.count == 4 && numbers.allSatisfy { $0 != nil } && numbers[0] == 127
    }
}
