import HTTP
import Images

/// The images that the engine has. A name is whatever the engine resolves: a reference, an id, the beginning of an id.
extension DockerEngine {
    /// What the engine knows of an image.
    package func inspect(_ image: String) async throws -> ImageInspection {
        let subject = DockerError.Subject(.inspect, image)
        let request = try await versioned(.get, try Self.path(image, "/json", subject), subject)
        let json = try await read(try await send(request, subject).body, upTo: 16 << 20, subject)
        do {
            return try ImageInspection(decoding: json)
        } catch let error as DecodingError {
            throw subject.error(.malformed(Self.member(error)))
        }
    }

    /// The image as an archive, streamed.
    ///
    /// Engines that keep no archive-ready blobs spool the whole image first, for which they are given the time.
    package func export(_ image: String) async throws -> HTTPResponseBody {
        let subject = DockerError.Subject(.export, image)
        var request = try await versioned(.get, try Self.path(image, "/get", subject), subject)
        request.idleTimeout = nil
        return try await send(request, subject).body
    }

    /// Gives an image another name.
    ///
    /// - Parameter name: With a tag; `latest` without one.
    package func tag(_ image: String, as name: ImageReference) async throws {
        let subject = DockerError.Subject(.tag, image)
        let query = [("repo", "\(name.registry)/\(name.repository)"), ("tag", name.tag.map { "\($0)" } ?? "latest")]
        let request = try await versioned(.post, try Self.path(image, "/tag", subject), query: query, subject)
        try await send(request, subject).body.cancel()
    }

    /// Takes a name from an image; the image goes with its last name, unless a container uses it.
    package func removeTag(_ name: ImageReference) async throws {
        let subject = DockerError.Subject(.removeTag, "\(name)")
        let request = try await versioned(.delete, try Self.path("\(name)", "", subject), subject)
        _ = try await read(try await send(request, subject).body, upTo: 16 << 20, subject)
    }

    private static func path(_ image: String, _ suffix: String, _ subject: DockerError.Subject) throws -> String {
        // Without a name the path would be that of another call; so it would with components that go up.
        let isName = !image.split(separator: "/", omittingEmptySubsequences: false).contains {
            $0.isEmpty || $0 == "." || $0 == ".."
        }
        guard isName else { throw subject.error(.noSuchImage) }
        return "/images/" + PercentEncoding.path(image) + suffix
    }

    /// The member of an answer that is not as documented.
    static func member(_ error: DecodingError) -> String {
        let context: DecodingError.Context? =
            switch error {
            case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context),
                .dataCorrupted(let context):
                context
            @unknown default: nil
            }
        let path = context?.codingPath.map(\.stringValue).joined(separator: ".") ?? ""
        return path.isEmpty ? "it is not the JSON that is documented" : "member \(path)"
    }
}
