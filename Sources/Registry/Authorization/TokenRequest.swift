import FoundationEssentials
import HTTP
import Images

/// The request to a token server that a bearer challenge asks for.
enum TokenRequest {
    /// - Returns: nil when the challenge names no usable token server.
    ///
    /// A credential goes to whatever server the registry names, as the protocol has it, but never in the clear
    /// unless the registry itself is on this machine.
    static func make(
        _ challenge: Challenge,
        scope: RegistryScope,
        credential: RegistryCredential?,
        allowsPlain: Bool
    ) -> HTTPRequest? {
        guard let realm = challenge.parameters["realm"], var components = URLComponents(string: realm),
            components.host?.isEmpty == false,
            components.scheme == "https" || (components.scheme == "http" && allowsPlain)
        else { return nil }
        var fields: [(String, String)] = []
        if let service = challenge.parameters["service"] { fields.append(("service", service)) }
        let asked = challenge.parameters["scope"].map { [$0] } ?? []
        for scope in scope.descriptions.isEmpty ? asked : scope.descriptions { fields.append(("scope", scope)) }
        if case .identityToken(let token) = credential {
            return components.url.map { exchange($0, token, challenge, fields) }
        }
        var headers: HTTPHeaders = [:]
        if case .password(let user, let password) = credential {
            fields.append(("account", user))
            headers["Authorization"] = BasicCredential.header(user: user, password: password)
        }
        let query = [components.percentEncodedQuery ?? "", encode(fields)].filter { !$0.isEmpty }
        components.percentEncodedQuery = query.isEmpty ? nil : query.joined(separator: "&")
        return components.url.map { HTTPRequest(.get, $0, headers: headers) }
    }

    /// OAuth2's refresh grant (distribution project, "OAuth2 Token Authentication").
    private static func exchange(
        _ url: URL,
        _ token: String,
        _ challenge: Challenge,
        _ fields: [(String, String)]
    ) -> HTTPRequest {
        let scopes = fields.filter { $0.0 == "scope" }.map(\.1).joined(separator: " ")
        let form =
            fields.filter { $0.0 != "scope" } + [
                ("scope", scopes), ("grant_type", "refresh_token"), ("client_id", "shipit"), ("refresh_token", token),
            ]
        return HTTPRequest(
            .post,
            url,
            headers: ["Content-Type": "application/x-www-form-urlencoded"],
            body: .bytes(Array(encode(form).utf8))
        )
    }

    private static func encode(_ fields: [(String, String)]) -> String {
        fields.map { "\(escape($0.0))=\(escape($0.1))" }.joined(separator: "&")
    }

    private static func escape(_ text: String) -> String {
        var escaped = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                escaped.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                escaped += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return escaped
    }
}
