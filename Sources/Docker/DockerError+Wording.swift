import HTTP

/// The words for people: everything that this module says of its failures.
extension DockerError: CustomStringConvertible {
    /// Operation, subject, cause and hint; a failed step's output is told apart (`BuildFailure.output`).
    package var description: String {
        [headline, hint].compactMap { $0 }.joined(separator: "; ")
    }

    /// What failed and why, without the hint.
    package var headline: String { "\(action): \(reason)" }

    private var action: String {
        switch operation {
        case .connect: "cannot use the Docker Engine at \(subject)"
        case .build: "cannot build \(subject)"
        case .inspect: "cannot inspect image \(subject)"
        case .export: "cannot export image \(subject)"
        case .tag: "cannot tag image \(subject)"
        case .removeTag: "cannot remove tag \(subject)"
        case .info: "cannot ask the Docker Engine at \(subject) about itself"
        }
    }

    /// The cause in words.
    package var reason: String {
        switch cause {
        case .socketMissing: "the engine is not running: its socket does not exist"
        case .notListening: "the engine is not running: nobody listens there"
        case .permissionDenied: "this user may not use the engine's socket"
        case .transport(let error): error.reason
        case .notAnEngine: "what answers there is no Docker Engine"
        case .tooOld(let engine, let oldest):
            "the engine is too old: it speaks API \(engine), and \(oldest) is the oldest supported"
        case .noSuchImage: "the engine has no such image"
        case .refused(let status, let message):
            message.isEmpty ? "the engine answered with status \(status)" : "the engine refused: \(message)"
        case .buildFailed(let failure): failure.reason
        case .sessionRefused(let error): "the engine refused the build's session: \(error.reason)"
        case .noImage: "the build ended without an error, but without an image too"
        case .malformed(let detail): "the engine's answer cannot be read: \(detail)"
        }
    }

    /// What to do about it; nil when there is nothing to say.
    package var hint: String? {
        switch cause {
        case .socketMissing:
            "start Docker, or name its socket by DOCKER_HOST or a docker context"
        case .notListening: "start Docker (systemctl start docker), or check DOCKER_HOST"
        case .permissionDenied:
            "add the user to the group that owns the socket (usermod -aG docker USER, then log in again),"
                + " or use rootless Docker"
        case .notAnEngine: "check DOCKER_HOST"
        case .tooOld: "update Docker to 20.10 or newer"
        case .noSuchImage: "build or pull it first; `docker images` lists what the engine has"
        case .refused(_, let message): Self.hint(forRefusal: message)
        case .buildFailed(let failure): failure.hint
        case .transport(let error): error.isTemporary ? "see whether the engine was restarted, and try again" : nil
        case .sessionRefused, .noImage, .malformed: nil
        }
    }

    private static func hint(forRefusal message: String) -> String? {
        message.contains("client version") ? "check DOCKER_API_VERSION" : nil
    }
}
