/// What a registry is shown to be let in.
///
/// Its description never contains a secret, so that it cannot be printed by accident.
package enum RegistryCredential: Sendable, Hashable, CustomStringConvertible {
    /// A user name and password (or an access token used as one).
    case password(user: String, password: String)
    /// An OAuth2 refresh token, exchanged for a bearer token at the registry's token server.
    case identityToken(String)

    package var description: String {
        switch self {
        case .password(let user, _): "password of '\(user)'"
        case .identityToken: "identity token"
        }
    }
}
