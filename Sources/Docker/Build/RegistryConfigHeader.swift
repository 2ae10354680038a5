import FoundationEssentials
import Images

/// The header by which the classic builder gets all credentials beforehand, for it cannot ask
/// (Engine API, "Build an image", `X-Registry-Config`).
enum RegistryConfigHeader {
    static let name = "X-Registry-Config"

    private struct Login: Encodable {
        var username: String?
        var password: String?
        var identitytoken: String?
    }

    /// The header's value: base64url of a JSON map from registry to login.
    static func value(_ credentials: [RegistryHost: RegistryCredential]) throws -> String {
        var logins: [String: Login] = [:]
        for (host, credential) in credentials {
            let key = host == .dockerHub ? "https://index.docker.io/v1/" : "\(host)"
            switch credential {
            case .password(let user, let password): logins[key] = Login(username: user, password: password)
            case .identityToken(let token): logins[key] = Login(identitytoken: token)
            }
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let base64 = try encoder.encode(logins).base64EncodedString()
        return String(base64.map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }
}
