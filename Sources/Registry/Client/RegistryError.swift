import HTTP
import Images

/// Why a registry did not do what it was asked for. Never holds a token or a password.
package struct RegistryError: Error, Sendable {
    /// What was asked of the registry.
    package enum Operation: Sendable, Hashable {
        case connect
        case authenticate
        case readManifest
        case checkBlob
        case uploadBlob
        case writeManifest
        case push
    }

    /// Why it was not done.
    package enum Cause: Sendable {
        case transport(HTTPError)
        /// A status with what the registry said to it; not JSON as often as not.
        case refused(status: Int, codes: [String], message: String)
        case repositoryUnknown(RepositoryName)
        /// The registry wants a credential and there is none.
        case noCredential
        /// The credential there is was not accepted.
        case credentialRefused(message: String)
        /// The credential is good but does not allow this.
        case denied(message: String, hadCredential: Bool)
        /// The tag belongs to another image and may not be moved; the digest where it is known.
        case tagImmutable(existing: Digest?)
        /// The registry stored something else than was sent.
        case digestMismatch(expected: Digest, actual: Digest)
        /// A manifest names blobs that the registry does not have.
        case blobsUnknown([Digest], message: String)
        /// An answer that no registry gives: a captive portal's, for one.
        case notARegistry(String)
        /// An upload was to continue at an address where it must not.
        case forbiddenLocation(String)
        /// The temporary file that holds what was compressed cannot be written or read.
        case spool(String)
    }

    package let operation: Operation
    package let registry: RegistryHost
    /// The repository, tag or blob it was about.
    package let subject: String
    package let cause: Cause

    init(_ operation: Operation, _ registry: RegistryHost, _ subject: String, _ cause: Cause) {
        self.operation = operation
        self.registry = registry
        self.subject = subject
        self.cause = cause
    }

    /// Whether the same call may well succeed later.
    package var isTemporary: Bool {
        switch cause {
        case .transport(let error): error.isTemporary
        case .refused(let status, let codes, _): Self.isTemporary(status: status, codes: codes)
        case .repositoryUnknown, .noCredential, .credentialRefused, .denied, .tagImmutable, .digestMismatch,
            .blobsUnknown, .notARegistry, .forbiddenLocation, .spool:
            false
        }
    }

    /// Whether credentials or permissions are in the way.
    package var isDenied: Bool {
        switch cause {
        case .noCredential, .credentialRefused, .denied: true
        case .transport, .refused, .repositoryUnknown, .tagImmutable, .digestMismatch, .blobsUnknown, .notARegistry,
            .forbiddenLocation, .spool:
            false
        }
    }

    /// The statuses and codes after which registries and what stands before them recover.
    static func isTemporary(status: Int, codes: [String]) -> Bool {
        switch status {
        case 408, 429, 499, 500, 502, 503, 504, 520...524: true
        default: codes.contains(ErrorReport.Code.tooManyRequests) || codes.contains(ErrorReport.Code.unavailable)
        }
    }
}
