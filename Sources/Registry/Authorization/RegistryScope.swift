import Images

/// What a bearer token is asked for (distribution project, "Token Scope Documentation").
struct RegistryScope: Sendable, Hashable {
    /// As they are written in requests; the one for writing first, because some registries look at the first only.
    let descriptions: [String]

    /// Access to the registry as such.
    static let registry = RegistryScope(descriptions: [])

    static func pull(_ repository: RepositoryName) -> RegistryScope {
        RegistryScope(descriptions: ["repository:\(repository):pull"])
    }

    /// - Parameter sources: Repositories that blobs may be mounted from.
    static func push(_ repository: RepositoryName, mountingFrom sources: [RepositoryName] = []) -> RegistryScope {
        RegistryScope(
            descriptions: ["repository:\(repository):pull,push"] + sources.map { "repository:\($0):pull" }
        )
    }
}
