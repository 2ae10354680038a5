import HTTP

extension DockerEngine {
    /// What the engine says of itself.
    package func info() async throws -> EngineInfo {
        let subject = DockerError.Subject(.info, "\(endpoint)")
        let json = try await read(
            try await send(try await versioned(.get, "/info", subject), subject).body,
            upTo: 16 << 20,
            subject
        )
        do {
            return try EngineInfo(decoding: json)
        } catch let error as DecodingError {
            throw subject.error(.malformed(Self.member(error)))
        }
    }
}
