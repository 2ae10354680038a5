import FoundationEssentials
import HTTP
import Images

extension DockerEngine {
    /// Builds an image.
    ///
    /// Cancelling the task ends the build on the engine, a running RUN included.
    /// - Parameters:
    ///   - credentials: Asked when the engine wants to read a base image from a registry; nil means anonymous.
    ///   - onProgress: Told what happens, in order; called from any thread.
    /// - Throws: `DockerError`, what the context's writer threw, or `CancellationError`.
    package func build(
        _ request: BuildRequest,
        credentials: @escaping @Sendable (RegistryHost) async throws -> RegistryCredential?,
        onProgress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws -> BuildResult {
        let subject = DockerError.Subject(.build, request.subject)
        let profile = try await profile()
        switch profile.builder {
        case .buildKit:
            return try await withBuildSession(credentials, subject) { id in
                try await build(request, session: id, headers: [:], subject, onProgress)
            }
        case .classic:
            let header = try await registryConfig(for: request, credentials)
            return try await build(
                request,
                session: nil,
                headers: [RegistryConfigHeader.name: header],
                subject,
                onProgress
            )
        }
    }

    /// The credentials that the classic builder may need: where base images mostly come from.
    private func registryConfig(
        for request: BuildRequest,
        _ credentials: @Sendable (RegistryHost) async throws -> RegistryCredential?
    ) async throws -> String {
        var known: [RegistryHost: RegistryCredential] = [:]
        for host in Set(request.tags.map(\.registry) + [.dockerHub]) {
            known[host] = try await credentials(host)
        }
        return try RegistryConfigHeader.value(known)
    }

    /// Sends the context, follows the builder's messages, and returns what it made.
    private func build(
        _ request: BuildRequest,
        session: String?,
        headers: HTTPHeaders,
        _ subject: DockerError.Subject,
        _ onProgress: @escaping @Sendable (BuildProgress) -> Void
    ) async throws -> BuildResult {
        let upload = ContextUpload(write: request.context, onProgress: onProgress)
        var post = try await versioned(.post, "/build", query: try request.query(session: session), subject)
        for field in headers { post.headers.add(field.name, field.value) }
        post.headers["Content-Type"] = "application/x-tar"
        // The engine refuses a bad parameter before it takes the context, and then hangs up on who sends it anyway.
        post.headers["Expect"] = "100-continue"
        post.body = .stream(upload.channel, length: nil)
        // A RUN may be silent for as long as it likes.
        post.idleTimeout = nil
        async let uploading: Void = upload.run()
        do {
            let response = try await send(post, subject)
            let result = try await follow(response.body, subject, onProgress)
            await uploading
            return result
        } catch {
            upload.channel.abandon()
            await uploading
            throw error
        }
    }

    private func follow(
        _ body: HTTPResponseBody,
        _ subject: DockerError.Subject,
        _ onProgress: @Sendable (BuildProgress) -> Void
    ) async throws -> BuildResult {
        defer { body.cancel() }
        var splitter = MessageSplitter()
        var tracker = BuildTracker()
        do {
            for try await chunk in body {
                for message in try splitter.append(chunk) { try observe(message, &tracker, onProgress) }
            }
            for message in splitter.finish() { try observe(message, &tracker, onProgress) }
        } catch let error as HTTPError where tracker.failure == nil {
            throw subject.error(DockerError.Cause(error, at: endpoint))
        } catch is DecodingError {
            throw subject.error(.malformed("a message of the build is not the JSON that is documented"))
        } catch let error as MessageSplitter.MessageTooLong {
            throw subject.error(.malformed("a message of the build has more than \(error.limit) bytes"))
        } catch is HTTPError {}
        if let failure = tracker.failure { throw subject.error(.buildFailed(failure)) }
        guard let id = tracker.imageID else { throw subject.error(.noImage) }
        guard let digest = Digest(id) else { throw subject.error(.malformed("'\(id)' is no image id")) }
        return BuildResult(imageID: digest)
    }

    private func observe(
        _ message: [UInt8],
        _ tracker: inout BuildTracker,
        _ onProgress: (BuildProgress) -> Void
    ) throws {
        for event in tracker.observe(try BuildMessage(decoding: message)) { onProgress(event) }
    }
}
