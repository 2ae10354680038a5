import FoundationEssentials
import Images

/// Where a registry says an upload goes on (distribution specification, "Pushing blobs").
enum Location {
    /// Resolves a `Location` field against the address of the request it answers.
    ///
    /// It may be relative or absolute and may carry a query that matters. Another host is allowed, but not a
    /// private address, by which a registry could make shipit talk to machines it cannot reach itself (as crane
    /// refuses, go-containerregistry, `nextLocation`).
    /// - Returns: nil when it must not be followed.
    static func resolve(_ field: String, against request: URL, registry: RegistryHost) -> URL? {
        guard let target = URL(string: field, relativeTo: request)?.absoluteURL,
            var parts = URLComponents(url: target, resolvingAgainstBaseURL: true),
            let host = parts.host?.lowercased(), !host.isEmpty, parts.user == nil
        else { return nil }
        guard host == request.host()?.lowercased() else {
            let isAllowed = !isPrivate(host) || (registry.isLoopback && RegistryHost(host)?.isLoopback == true)
            let isEncrypted = parts.scheme == "https" || registry.isLoopback
            return isAllowed && isEncrypted ? target : nil
        }
        if parts.scheme == "http", request.scheme == "https" {
            // A registry behind a proxy that ends TLS does not know better.
            parts.scheme = "https"
            if parts.port == 80 { parts.port = request.port }
            return parts.url
        }
        return parts.scheme == request.scheme || parts.scheme == "https" ? target : nil
    }

    /// The address with the digest that closes the upload; what the query holds already stays as it is.
    static func closing(_ url: URL, _ digest: Digest) -> URL {
        guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else { return url }
        let digest = "digest=sha256%3A\(digest.hexadecimal)"
        parts.percentEncodedQuery = [parts.percentEncodedQuery, digest].compactMap { $0 }.filter { !$0.isEmpty }
            .joined(separator: "&")
        return parts.url ?? url
    }

    /// Whether two addresses belong to the same server, which alone sees the credential.
    static func isSameServer(_ one: URL, _ other: URL) -> Bool {
        func port(_ url: URL) -> Int { url.port ?? (url.scheme == "https" ? 443 : 80) }
        return one.scheme == other.scheme && one.host()?.lowercased() == other.host()?.lowercased()
            && port(one) == port(other)
    }

    /// Addresses of this machine and of private networks (RFC 1918, RFC 6598, RFC 3927, RFC 4193).
    private static func isPrivate(_ host: String) -> Bool {
        if host == "localhost" { return true }
        if host.contains(":") {
            let bare = host.drop { $0 == "[" }.prefix { $0 != "]" && $0 != "%" }
            let address = String(bare)
            return address == "::1" || address == "::"
                || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains {
                    address.hasPrefix($0)
                } || address.hasPrefix("::ffff:")
        }
        let numbers = host.split(separator: ".").compactMap { UInt8($0) }
        guard numbers.count == 4 else { return false }
        switch (numbers[0], numbers[1]) {
        case (0, _), (10, _), (127, _), (169, 254), (172, 16...31), (192, 168), (100, 64...127): return true
        default: return false
        }
    }
}
