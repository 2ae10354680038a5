import AWS
import FoundationEssentials
import Images

/// The login of an account's ECR, fetched once and kept until shortly before it expires (12 hours).
package actor ECRLogin {
    /// The registry this account's images live in.
    package nonisolated let host: RegistryHost
    private let client: AWSClient
    private let now: @Sendable () -> Date
    private var login: Task<RegistryLogin, any Error>?
    private var expiry: Date?

    package init(host: RegistryHost, client: AWSClient, now: @escaping @Sendable () -> Date) {
        self.host = host
        self.client = client
        self.now = now
    }

    /// Whether a registry is the one this login is for.
    package nonisolated func answers(for other: RegistryHost) -> Bool { other == host }

    /// The region of a private ECR registry, read from its host: `ACCOUNT.dkr.ecr[-fips].REGION.amazonaws.com[.cn]`;
    /// nil for other hosts, such as one that only begins like one: an account's login is for AWS alone.
    package static func region(of host: RegistryHost) -> String? {
        let labels = host.description.split(separator: ".").map(String.init)
        guard labels.count >= 6, labels[0].count == 12, labels[0].allSatisfy(\.isNumber) else { return nil }
        let plain = labels[2] == "ecr-fips" ? labels[..<2] + ["ecr"] + labels[3...] : labels[...]
        let region = labels[3]
        return plain.joined(separator: ".") == ECR.registryHost(account: labels[0], region: region) ? region : nil
    }

    /// The credential; concurrent callers share one request.
    package func credential() async throws -> RegistryCredential {
        if let expiry, now() > expiry.addingTimeInterval(-300) {
            login = nil
            // Whoever asks until the new one is there shares its request.
            self.expiry = nil
        }
        let task =
            login
            ?? Task { [client] in
                try await ECR(client).authorizationToken()
            }
        login = task
        do {
            let token = try await task.value
            expiry = token.expiresAt
            return .password(user: token.user, password: token.password)
        } catch {
            // A failed request must not be the answer for ever.
            login = nil
            throw error
        }
    }
}
