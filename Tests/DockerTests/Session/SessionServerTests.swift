import Docker
import HTTP
import Images
import Testing

@Suite(.timeLimit(.minutes(1))) struct SessionServerTests {
    private let received = ByteChannel()
    private let sent = ByteChannel(capacity: 1)

    private func server(_ services: SessionServices) throws -> SessionServer {
        try SessionServer(services, received: received, sent: sent)
    }

    /// Reads the server's bytes into the client until the calls are answered.
    private func finish(_ client: GRPCClient, _ streams: [Int32]) async throws {
        while !streams.allSatisfy({ client.answers[$0]?.isClosed == true }) {
            guard let bytes = try await sent.read() else { return }
            #expect(client.receive(bytes))
            try await received.write(client.takeOutput())
        }
    }

    @Test func answersCallsWhileAnotherWaits() async throws {
        let gate = ByteChannel()
        let server = try server(
            SessionServices { _ in
                _ = try await gate.read()
                return .identityToken("late")
            }
        )
        async let serving: Void = server.run()
        let client = GRPCClient()
        var host = ProtobufWriter()
        host.field(1, "a.example")
        let slow = client.call("/moby.filesync.v1.Auth/Credentials", message: host.bytes)
        let quick = (0..<5).map { _ in client.call("/grpc.health.v1.Health/Check", message: []) }
        try await received.write(client.takeOutput())
        try await finish(client, quick)
        #expect(client.answers[slow] == nil)
        gate.finish()
        try await finish(client, [slow])
        #expect(client.answers[slow]?.status == 0)
        received.finish()
        try await serving
    }

    @Test func endsWithTheConnectionThoughACallIsUnderWay() async throws {
        let (asked, isAsked) = AsyncStream.makeStream(of: Void.self)
        let server = try server(
            SessionServices { _ in
                isAsked.yield()
                try await Task.sleep(for: .seconds(600))
                return nil
            }
        )
        async let serving: Void = server.run()
        let client = GRPCClient()
        var host = ProtobufWriter()
        host.field(1, "a.example")
        _ = client.call("/moby.filesync.v1.Auth/Credentials", message: host.bytes)
        try await received.write(client.takeOutput())
        for await _ in asked { break }
        received.finish()
        sent.abandon()
        _ = try? await serving
    }

    @Test func endsWhenTheEngineBreaksTheProtocol() async throws {
        let server = try server(SessionServices { _ in nil })
        try await received.write(Array("HTTP/1.1 500 Internal Server Error\r\n\r\n".utf8))
        await #expect(throws: HTTP2Error.self) { try await server.run() }
    }

    @Test func endsWithTheConnectionThoughTheEngineReadsNothing() async throws {
        let server = try server(SessionServices { _ in nil })
        let client = GRPCClient()
        client.ping()
        try await received.write(client.takeOutput())
        let serving = Task { try await server.run() }
        sent.abandon()
        await #expect(throws: ByteChannel.ReaderGone.self) { try await serving.value }
    }
}
