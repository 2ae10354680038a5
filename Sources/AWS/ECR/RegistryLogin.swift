import FoundationEssentials

/// A login for an ECR registry. No description shows the password.
package struct RegistryLogin: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// Always `AWS` so far.
    package let user: String
    /// The token; a secret.
    package let password: String
    /// The registry's URL as ECR tells it.
    package let proxyEndpoint: String?
    /// Twelve hours after it was made.
    package let expiresAt: Date?

    /// A login with these parts.
    package init(user: String, password: String, proxyEndpoint: String?, expiresAt: Date?) {
        self.user = user
        self.password = password
        self.proxyEndpoint = proxyEndpoint
        self.expiresAt = expiresAt
    }

    package var description: String { "login of \(user) for \(proxyEndpoint ?? "ECR")" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
