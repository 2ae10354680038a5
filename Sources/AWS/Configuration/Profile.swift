/// A named set of settings from the shared files.
struct Profile: Sendable, Hashable {
    let name: String
    /// What the configuration file says.
    var fromConfiguration: [String: String] = [:]
    /// What the credentials file says.
    var fromCredentials: [String: String] = [:]
    /// Tables such as `s3 =`, by name.
    var tables: [String: [String: String]] = [:]

    /// A setting; the credentials file wins.
    subscript(key: String) -> String? {
        fromCredentials[key] ?? fromConfiguration[key]
    }

    var hasKeys: Bool { self["aws_access_key_id"] != nil || self["aws_secret_access_key"] != nil }

    /// Whether the profile is to assume a role with the credentials of another source.
    var assumesRole: Bool { self["role_arn"] != nil && self["web_identity_token_file"] == nil }
}
