import HTTP
import Images

extension DockerEngine {
    /// Runs a build with a session that answers the engine's questions meanwhile.
    ///
    /// A session that breaks does not end the build: one that needs it fails by itself.
    func withBuildSession<Result: Sendable>(
        _ credentials: @escaping @Sendable (RegistryHost) async throws -> RegistryCredential?,
        _ subject: DockerError.Subject,
        _ body: (_ id: String) async throws -> Result
    ) async throws -> Result {
        let session = try await openSession(SessionServices(credentials: credentials), subject)
        async let serving: Void = session.serve()
        do {
            let result = try await body(session.id)
            session.close()
            await serving
            return result
        } catch {
            session.close()
            await serving
            throw Self.explain(error, session)
        }
    }

    private func openSession(
        _ services: SessionServices,
        _ subject: DockerError.Subject
    ) async throws -> BuildSession {
        let id = BuildSession.makeID()
        var request = try await versioned(.post, "/session", subject)
        request.headers["Connection"] = "Upgrade"
        request.headers["Upgrade"] = "h2c"
        request.headers["X-Docker-Expose-Session-Uuid"] = id
        request.headers["X-Docker-Expose-Session-Name"] = "shipit"
        // The key of caches for incremental contexts, which are not used: nothing is shared with other builds.
        request.headers["X-Docker-Expose-Session-Sharedkey"] = id
        for method in SessionServices.Method.allCases {
            request.headers.add("X-Docker-Expose-Session-Grpc-Method", method.rawValue)
        }
        do {
            return try BuildSession(id: id, services, on: try await client.upgrade(request))
        } catch let error as HTTPError {
            if case .upgradeRefused = error.cause { throw subject.error(.sessionRefused(error)) }
            throw subject.error(DockerError.Cause(error, at: endpoint))
        } catch let error as HTTP2Error {
            throw subject.error(.malformed("\(error)"))
        }
    }

    /// Adds to a build's failure what went wrong when the engine asked back.
    private static func explain(_ error: any Error, _ session: BuildSession) -> any Error {
        guard let error = error as? DockerError, case .buildFailed(var failure) = error.cause else { return error }
        if let (host, reason) = session.services.failure {
            failure.sessionProblem = "the credentials for \(host) could not be read: \(reason)"
        } else if let reason = session.failure {
            failure.sessionProblem = "the session with the engine broke: \(reason)"
        }
        return DockerError(error.operation, error.subject, .buildFailed(failure))
    }
}
