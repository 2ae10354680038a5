import FoundationEssentials
import HTTP
import TestSupport
import Testing

@Suite("The HTTP client over real sockets", .timeLimit(.minutes(2)))
struct HTTPClientTests {
    private let client = HTTPClient()

    @Test func anAnswerArrivesWithStatusHeadersAndBody() async throws {
        let server = try LoopbackServer { request in
            .text(404, "no \(request.target)", headers: [("X-One", " a b "), ("x-two", "1"), ("X-Two", "2")])
        }
        let response = try await client.send(HTTPRequest(.get, server.url.appending(path: "a/b")))
        #expect(response.status == 404)
        #expect(response.headers["x-one"] == "a b")
        #expect(response.headers.values(of: "X-TWO") == ["1", "2"])
        #expect(String(decoding: try await response.body.collect(), as: UTF8.self) == "no /a/b")
    }

    @Test(arguments: [HTTPRequest.Method.get, .head, .post, .put, .patch, .delete])
    func everyMethodIsSentAsItself(_ method: HTTPRequest.Method) async throws {
        let server = try LoopbackServer { _ in .text(200, "body") }
        let response = try await client.send(HTTPRequest(method, server.url))
        #expect(try await response.body.collect().count == (method == .head ? 0 : 4))
        let request = try #require(server.requests.first)
        #expect(request.method == method.rawValue)
        #expect(request.headers["expect"] == nil)
        #expect(request.headers["content-type"] == nil)
        #expect(request.headers["content-length"] == ([.post, .put, .patch].contains(method) ? "0" : nil))
    }

    @Test func bytesAreSentWithTheirLengthAndHeaders() async throws {
        let server = try LoopbackServer { _ in .response(status: 200) }
        let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
        _ = try await client.send(
            HTTPRequest(.put, server.url, headers: ["Content-Type": "x/y", "X-Empty": ""], body: .bytes(body))
        )
        let request = try #require(server.requests.first)
        #expect(request.body == body)
        #expect(request.headers["content-type"] == "x/y")
        #expect(request.headers["x-empty"] == "")
    }

    @Test(arguments: [nil, 5_000_000])
    func aStreamedBodyArrivesWhole(_ length: Int?) async throws {
        let server = try LoopbackServer { _ in .response(status: 201) }
        let channel = ByteChannel(capacity: 64 << 10)
        let chunk = [UInt8](repeating: 7, count: 50_000)
        async let written: Void = {
            for _ in 0..<100 { try await channel.write(chunk) }
            channel.finish()
        }()
        let response = try await client.send(HTTPRequest(.patch, server.url, body: .stream(channel, length: length)))
        try await written
        #expect(response.status == 201)
        let request = try #require(server.requests.first)
        #expect(request.body.count == 5_000_000)
        #expect(request.headers["transfer-encoding"] == (length == nil ? "chunked" : nil))
    }

    @Test func aBodyThatFailsEndsTheRequestWithItsError() async throws {
        struct Failure: Error {}
        let server = try LoopbackServer { _ in .response(status: 201) }
        let channel = ByteChannel()
        try await channel.write([1, 2, 3])
        channel.finish(throwing: Failure())
        await #expect(throws: Failure.self) {
            _ = try await client.send(HTTPRequest(.put, server.url, body: .stream(channel, length: nil)))
        }
        #expect(server.requests.isEmpty)
    }

    @Test func aLargeAnswerIsReadPieceByPiece() async throws {
        let body = (0..<20_000_000).map { UInt8(truncatingIfNeeded: $0 >> 8) }
        let server = try LoopbackServer { _ in .response(status: 200, body: body) }
        let response = try await client.send(HTTPRequest(.get, server.url))
        var received: [UInt8] = []
        for try await chunk in response.body { received += chunk }
        #expect(received == body)
    }

    @Test func requestsGoThroughAUnixSocket() async throws {
        let path = "/tmp/shipit-\(UUID().uuidString.prefix(8)).sock"
        let server = try LoopbackServer(socketPath: path) { request in .text(200, request.headers["host"] ?? "") }
        let url = try #require(URL(string: "http://docker/_ping"))
        let response = try await client.send(HTTPRequest(.get, url, unixSocket: path))
        #expect(String(decoding: try await response.body.collect(), as: UTF8.self) == "docker")
        server.stop()
    }

    @Test func connectionsAreUsedAgain() async throws {
        let server = try LoopbackServer { _ in .text(200, "x") }
        for _ in 0..<5 { _ = try await client.send(HTTPRequest(.get, server.url)).body.collect() }
        #expect(server.connectionCount == 1)
    }

    @Test func manyRequestsRunSideBySide() async throws {
        let server = try LoopbackServer { request in .text(200, request.target) }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<50 {
                group.addTask {
                    let url = server.url.appending(path: "\(number)")
                    let body = try await client.send(HTTPRequest(.get, url)).body.collect()
                    return String(decoding: body, as: UTF8.self) == "/\(number)"
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func aLimitOnTheBodyHolds() async throws {
        let server = try LoopbackServer { _ in .response(status: 200, body: [UInt8](repeating: 1, count: 5000)) }
        let response = try await client.send(HTTPRequest(.get, server.url))
        let error = await #expect(throws: HTTPError.self) { try await response.body.collect(upTo: 1000) }
        #expect(error?.cause == .bodyTooLarge(limit: 1000))
    }

    @Test func lineBreaksInAHeaderCannotAddAnother() async throws {
        let server = try LoopbackServer { _ in .response(status: 200) }
        _ = try await client.send(HTTPRequest(.get, server.url, headers: ["X-A": "1\r\nX-Injected: 2"]))
        #expect(server.requests.first?.headers["x-injected"] == nil)
    }

    @Test func aClientMayGoWhileItsAnswerIsStillRead() async throws {
        let server = try LoopbackServer { _ in .response(status: 200, body: [UInt8](repeating: 1, count: 3_000_000)) }
        let response = try await HTTPClient().send(HTTPRequest(.get, server.url))
        #expect(try await response.body.collect().count == 3_000_000)
    }
}
