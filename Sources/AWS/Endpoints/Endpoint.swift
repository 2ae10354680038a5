import FoundationEssentials

/// Where a service's requests go, and the region they are signed for.
package struct Endpoint: Sendable, Hashable {
    /// Where requests are sent.
    package let url: URL
    /// The `Host` field: with the port when it is not the scheme's own.
    let host: String
    /// The path, percent-encoded, ending with a slash.
    let path: String
    /// The region in the signature's scope.
    package let signingRegion: String

    /// - Parameter text: An http or https URL without user information, query and fragment.
    /// - Returns: nil when it is none.
    package init?(_ text: String, signingRegion: String) {
        guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", let name = parts.encodedHost?.lowercased(), !name.isEmpty,
            parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil
        else { return nil }
        let usual = scheme == "https" ? 443 : 80
        let port = parts.port.flatMap { $0 == usual ? nil : ":\($0)" } ?? ""
        host = name + port
        path = parts.percentEncodedPath.hasSuffix("/") ? parts.percentEncodedPath : parts.percentEncodedPath + "/"
        guard let url = URL(string: "\(scheme)://\(host)\(path)") else { return nil }
        self.url = url
        self.signingRegion = signingRegion
    }
}
