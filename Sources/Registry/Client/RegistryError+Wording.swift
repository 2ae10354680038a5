import HTTP
import Images

/// What people read of a registry's errors.
extension RegistryError: CustomStringConvertible {
    /// What failed, about what, and why, in one line.
    package var headline: String { "\(action): \(reason)" }

    package var description: String { hint.map { "\(headline) (\($0))" } ?? headline }

    private var action: String {
        switch operation {
        case .connect: "cannot use the registry \(registry)"
        case .authenticate: "cannot log in to \(registry)"
        case .readManifest: "cannot read \(subject) in \(registry)"
        case .checkBlob: "cannot look up \(subject) in \(registry)"
        case .uploadBlob: "cannot upload \(subject) to \(registry)"
        case .writeManifest: "cannot store the manifest of \(subject) in \(registry)"
        case .push: "cannot push \(subject) to \(registry)"
        }
    }

    private var reason: String {
        switch cause {
        case .transport(let error): error.reason
        case .refused(let status, let codes, let message):
            "status \(status)" + Self.quote(message.isEmpty ? codes.joined(separator: ", ") : message)
        case .repositoryUnknown(let name): "the repository \(name) does not exist in \(registry)"
        case .noCredential: "it asks for a credential and there is none"
        case .credentialRefused(let message): "it does not accept the credential" + Self.quote(message)
        case .denied(let message, _): "permission denied" + Self.quote(message)
        case .tagImmutable(.some(let digest)): "the tag exists with another image, \(digest.short), and is immutable"
        case .tagImmutable(nil): "the tag exists with another image and is immutable"
        case .digestMismatch(let expected, let actual): "it stored \(actual) where \(expected) was sent"
        case .blobsUnknown(let digests, let message):
            digests.isEmpty
                ? "it lacks a blob of the image" + Self.quote(message)
                : "it lacks \(digests.map(\.short).joined(separator: ", "))"
        case .notARegistry(let detail): "the answer is not a registry's: \(detail)"
        case .forbiddenLocation(let location): "it continues the upload at \(location), which is not allowed"
        case .spool(let detail): "the temporary file failed: \(detail)"
        }
    }

    /// What a person can do about it.
    package var hint: String? {
        switch cause {
        case .transport(let error):
            switch error.cause {
            case .cannotResolveHost: "check the registry's name and the network"
            case .cannotConnect where registry.isLoopback: "is a registry running on \(registry)?"
            case .tls: "is the registry's certificate trusted on this machine?"
            default: nil
            }
        case .refused(let status, _, _):
            switch status {
            case 413: "a proxy in front of the registry limits the size of uploads"
            case 429: "the registry limits requests; try again later"
            default: nil
            }
        case .repositoryUnknown:
            isECR
                ? "create it with 'aws ecr create-repository', or let shipit do it"
                : "create the repository, or correct its name"
        case .noCredential: loginHint
        case .credentialRefused: loginHint
        case .denied(_, let hadCredential):
            hadCredential ? "the credential needs the permission to push to this repository" : loginHint
        case .tagImmutable: "push under another version"
        case .spool: "make room on the disk, or set TMPDIR to a directory that has some"
        case .notARegistry: "a proxy or login page may stand in between"
        case .digestMismatch, .blobsUnknown, .forbiddenLocation: nil
        }
    }

    private var isECR: Bool { registry.isECR }

    private var loginHint: String {
        isECR
            ? "check the AWS credentials: they need ecr:GetAuthorizationToken"
            : "log in with 'docker login \(registry)'"
    }

    private static func quote(_ message: String) -> String { message.isEmpty ? "" : ": \(message)" }
}
