/// Where a call's credentials come from, and how to get others when AWS says they have expired.
struct Signer: Sendable {
    let credentials: @Sendable () async throws -> Credentials
    /// Whether there are others now than these.
    let renew: @Sendable (Credentials) async throws -> Bool

    init(_ provider: CredentialProvider) {
        credentials = { try await provider.credentials() }
        renew = { try await provider.renew($0) }
    }

    /// Credentials that are what they are.
    init(_ credentials: Credentials) {
        self.credentials = { credentials }
        renew = { _ in false }
    }
}
