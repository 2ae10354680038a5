import FoundationEssentials

/// A login for an ECR registry. No description shows the password.
package struct RegistryLogin: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    package let user: String
    package let password: String
    /// The registry's URL as ECR tells it.
    package let proxyEndpoint: String?
    package let expiresAt: Date?

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
