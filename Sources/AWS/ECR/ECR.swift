import FoundationEssentials

/// The operations of Amazon ECR that shipit uses.
package struct ECR: Sendable {
    private let client: AWSClient

    /// Operations over a client.
    package init(_ client: AWSClient) {
        self.client = client
    }

    /// The host of an account's registry in a region, such as `123456789012.dkr.ecr.eu-west-1.amazonaws.com`.
    package static func registryHost(account: String, region: String) -> String {
        "\(account).dkr.ecr.\(region).\(Partition(region: region).suffix)"
    }

    /// A login for the registry, good for twelve hours.
    package func authorizationToken() async throws -> RegistryLogin {
        let operation = "GetAuthorizationToken"
        let answer = try await client.call(.ecr, operation, [:])
        guard let found = answer["authorizationData"]?.array?.first, let token = found["authorizationToken"]?.string,
            let data = Data(base64Encoded: token), let text = String(validating: data, as: UTF8.self),
            let colon = text.firstIndex(of: ":")
        else { throw AWSError(lacking: "authorization token", from: .ecr, operation) }
        return RegistryLogin(
            user: String(text[..<colon]),
            password: String(text[text.index(after: colon)...]),
            proxyEndpoint: found["proxyEndpoint"]?.string,
            expiresAt: found["expiresAt"]?.number.map { Date(timeIntervalSince1970: $0) }
        )
    }

    /// A repository of the account's registry; nil when there is none of that name.
    package func repository(_ name: String) async throws -> ECRRepository? {
        do {
            let input: JSON = ["repositoryNames": [.string(name)]]
            let answer = try await client.call(.ecr, "DescribeRepositories", input)
            return answer["repositories"]?.array?.first.flatMap { ECRRepository($0) }
        } catch let error as AWSError where error.code == "RepositoryNotFoundException" {
            return nil
        }
    }

    /// The repositories of the account's registry.
    ///
    /// - Parameter limit: At most so many.
    package func repositories(limit: Int = 1000) async throws -> [ECRRepository] {
        try await client.pages(
            .ecr,
            "DescribeRepositories",
            ["maxResults": .integer(Int64(max(1, min(limit, 1000))))],
            of: "repositories",
            limit: limit
        )
        .compactMap { ECRRepository($0) }
    }

    /// Makes a repository; where somebody was faster, that one is returned.
    ///
    /// - Parameter input: Further members of AWS's `CreateRepository`, such as `imageTagMutability`.
    package func createRepository(_ name: String, _ input: JSON = [:]) async throws -> ECRRepository {
        var input = input
        input["repositoryName"] = .string(name)
        do {
            // A second creation is refused, so that repeating does no harm.
            let answer = try await client.call(.ecr, "CreateRepository", input, idempotency: .repeatable)
            guard let repository = answer["repository"].flatMap({ ECRRepository($0) }) else {
                throw AWSError(lacking: "repository", from: .ecr, "CreateRepository")
            }
            return repository
        } catch let error as AWSError where error.code == "RepositoryAlreadyExistsException" {
            guard let repository = try await repository(name) else { throw error }
            return repository
        }
    }
}
