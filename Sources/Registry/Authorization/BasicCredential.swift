import FoundationEssentials

/// HTTP's Basic authentication (RFC 7617).
enum BasicCredential {
    /// The value of an `Authorization` field.
    static func header(user: String, password: String) -> String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }
}
