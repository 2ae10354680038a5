/// What differs from the system's TLS defaults for one request. Files are PEM.
package struct TLSSettings: Sendable, Hashable {
    /// Trusted authorities in place of the system's.
    package var authorities: String?
    /// The client's certificate.
    package var certificate: String?
    /// The client's private key.
    package var key: String?
    /// Whether the server's certificate is checked. Only a user's explicit word turns this off.
    package var verifiesServer = true

    package init() {}
}
