import FoundationEssentials

/// A key pair that signs requests, and until when.
///
/// No description shows the secret key or the session token.
package struct Credentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
    /// The public half, which names the key.
    package let accessKeyID: String
    /// The secret half.
    package let secretAccessKey: String
    /// What temporary keys need beside.
    package let sessionToken: String?
    /// When they stop working; nil when nobody said so.
    package let expiration: Date?

    /// Keys with these parts.
    package init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: Date? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    package var description: String { "access key \(accessKeyID)" }

    package var debugDescription: String { description }

    /// What `dump` and string interpolation of enclosing values may see.
    package var customMirror: Mirror { Mirror(self, children: ["accessKeyID": accessKeyID]) }
}
