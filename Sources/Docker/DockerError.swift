import HTTP

/// What the Docker Engine could not do, for whom, and why.
///
/// The words for people are in `DockerError+Wording.swift`.
package struct DockerError: Error, Sendable {
    /// What was asked of the engine.
    package enum Operation: Hashable, Sendable {
        case connect
        case build
        case inspect
        case export
        case tag
        case removeTag
        case info
    }

    /// Why it was not done.
    package enum Cause: Sendable {
        /// There is no socket.
        case socketMissing
        /// Nobody listens at the endpoint.
        case notListening
        /// The socket may not be used by this user.
        case permissionDenied
        /// The request got no answer, or no whole one.
        case transport(HTTPError)
        /// Something answers, but no Docker Engine.
        case notAnEngine
        case tooOld(engine: APIVersion, oldest: APIVersion)
        case noSuchImage
        /// The engine refused the request, in its own words.
        case refused(status: Int, message: String)
        /// The builder gave up.
        case buildFailed(BuildFailure)
        /// The connection on which the engine asks back during a build could not be opened.
        case sessionRefused(HTTPError)
        /// The build ended without an error and without an image.
        case noImage
        /// An answer that is not what the API documents.
        case malformed(String)
    }

    package let operation: Operation
    /// What the operation was about: an image, an endpoint.
    package let subject: String
    package let cause: Cause

    package init(_ operation: Operation, _ subject: String, _ cause: Cause) {
        self.operation = operation
        self.subject = subject
        self.cause = cause
    }

    /// Whether the same may well succeed later.
    package var isTemporary: Bool {
        switch cause {
        case .transport(let error), .sessionRefused(let error): error.isTemporary
        case .refused(let status, _): status == 429 || status == 502 || status == 503 || status == 504
        case .socketMissing, .notListening, .permissionDenied, .notAnEngine, .tooOld, .noSuchImage, .buildFailed,
            .noImage, .malformed:
            false
        }
    }
}

extension DockerError {
    /// An operation and what it is about, from which its errors are made.
    struct Subject: Sendable {
        let operation: Operation
        let name: String

        init(_ operation: Operation, _ name: String) {
            self.operation = operation
            self.name = name
        }

        /// Whether "not found" speaks of an image.
        var concernsImage: Bool {
            switch operation {
            case .inspect, .export, .tag, .removeTag: true
            case .connect, .build, .info: false
            }
        }

        func error(_ cause: Cause) -> DockerError {
            DockerError(operation, name, cause)
        }
    }
}

extension DockerError.Cause {
    /// Why a request to an endpoint failed; of a unix socket the exact reason is looked up.
    init(_ error: HTTPError, at endpoint: DockerEndpoint) {
        guard case .cannotConnect = error.cause else {
            self = .transport(error)
            return
        }
        switch endpoint {
        case .unix(let path):
            switch SocketState(probing: path) {
            case .missing: self = .socketMissing
            case .nobodyListens: self = .notListening
            case .forbidden: self = .permissionDenied
            case .other: self = .transport(error)
            }
        case .tcp: self = .notListening
        }
    }
}
