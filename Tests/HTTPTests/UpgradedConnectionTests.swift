import HTTP
import TestSupport
import Testing

@Suite("A connection that switches protocols", .timeLimit(.minutes(2)))
struct UpgradedConnectionTests {
    private let client = HTTPClient()
    private let headers: HTTPHeaders = ["Connection": "Upgrade", "Upgrade": "echo"]

    @Test func bytesTravelBothWaysAndNoneIsLostWithTheHead() async throws {
        let server = try LoopbackServer { _ in
            .upgrade(headers: [("Upgrade", "echo")]) { socket in
                socket.write(Array("first".utf8))
                while case let bytes = socket.read(), !bytes.isEmpty { socket.write(bytes) }
            }
        }
        let connection = try await client.upgrade(HTTPRequest(.post, server.url, headers: headers))
        let sent = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let writer = Task {
            for start in stride(from: 0, to: sent.count, by: 10_000) {
                try await connection.sent.write(Array(sent[start..<(start + 10_000)]))
            }
        }
        var received: [UInt8] = []
        while received.count < sent.count + 5, let chunk = try await connection.received.read() { received += chunk }
        try await writer.value
        #expect(received == Array("first".utf8) + sent)
        connection.close()
        #expect(server.requests.first?.headers["upgrade"] == "echo")
    }

    @Test func anOrdinaryAnswerIsARefusal() async throws {
        let server = try LoopbackServer { _ in .text(400, "no upgrade proto") }
        let error = await #expect(throws: HTTPError.self) {
            _ = try await client.upgrade(HTTPRequest(.post, server.url, headers: headers))
        }
        #expect(error?.cause == .upgradeRefused(status: 400, message: "no upgrade proto"))
    }

    @Test func thePeersEndIsTheEndOfWhatArrives() async throws {
        let server = try LoopbackServer { _ in .upgrade(headers: []) { $0.write([1, 2, 3]) } }
        let connection = try await client.upgrade(HTTPRequest(.post, server.url, headers: headers))
        var received: [UInt8] = []
        while let chunk = try await connection.received.read() { received += chunk }
        #expect(received == [1, 2, 3])
    }

    @Test func closingEndsAWaitingReader() async throws {
        let server = try LoopbackServer { _ in .upgrade(headers: []) { socket in while !socket.read().isEmpty {} } }
        let connection = try await client.upgrade(HTTPRequest(.post, server.url, headers: headers))
        let reader = Task { try await connection.received.read() }
        connection.close()
        #expect(try await reader.value == nil)
    }
}
