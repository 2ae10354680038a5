import FoundationEssentials
import HTTP
import TestSupport
import Testing

@Suite("What goes wrong on a connection is told apart", .timeLimit(.minutes(2)))
struct HTTPFaultTests {
    private let client = HTTPClient()

    private func cause(of request: HTTPRequest) async throws -> HTTPError.Cause? {
        let error = await #expect(throws: HTTPError.self) {
            _ = try await client.send(request).body.collect()
        }
        return error?.cause
    }

    @Test(arguments: [LoopbackServer.Answer.close, .reset])
    func aConnectionThatEndsWithoutAnAnswerIsLost(_ answer: LoopbackServer.Answer) async throws {
        let server = try LoopbackServer { _ in answer }
        guard case .connectionLost = try await cause(of: HTTPRequest(.get, server.url)) else {
            Issue.record("not told as a lost connection")
            return
        }
    }

    @Test func aShortBodyIsAnErrorAndNotAShortAnswer() async throws {
        let server = try LoopbackServer { _ in .cut(status: 200, body: [1, 2, 3], announced: 10) }
        let response = try await client.send(HTTPRequest(.get, server.url))
        #expect(response.status == 200)
        let error = await #expect(throws: HTTPError.self) { try await response.body.collect() }
        #expect(error?.isTemporary == true)
    }

    @Test func nobodyListeningIsCannotConnect() async throws {
        let server = try LoopbackServer { _ in .close }
        let url = server.url
        server.stop()
        guard case .cannotConnect = try await cause(of: HTTPRequest(.get, url)) else {
            Issue.record("not told as unable to connect")
            return
        }
    }

    @Test func aMissingSocketIsCannotConnect() async throws {
        let url = try #require(URL(string: "http://docker/"))
        let error = try await cause(of: HTTPRequest(.get, url, unixSocket: "/tmp/shipit-no-such.sock"))
        guard case .cannotConnect = error else {
            Issue.record("told as \(String(describing: error))")
            return
        }
    }

    @Test func aSilentPeerIsGivenUp() async throws {
        let server = try LoopbackServer { _ in .stall }
        var request = HTTPRequest(.get, server.url)
        request.connectTimeout = .milliseconds(100)
        request.idleTimeout = .milliseconds(200)
        #expect(try await cause(of: request) == .stalled(.milliseconds(200)))
    }

    @Test func waitingForThisSideIsNoSilence() async throws {
        let server = try LoopbackServer { _ in .response(status: 200, body: [UInt8](repeating: 1, count: 8_000_000)) }
        var request = HTTPRequest(.get, server.url)
        request.connectTimeout = .milliseconds(100)
        request.idleTimeout = .milliseconds(300)
        let response = try await client.send(request)
        try await Task.sleep(for: .milliseconds(1500))
        #expect(try await response.body.collect().count == 8_000_000)
    }

    @Test func cancellingTheTaskEndsTheTransfer() async throws {
        let server = try LoopbackServer { _ in .stall }
        let request = HTTPRequest(.get, server.url)
        let task = Task { try await client.send(request) }
        while server.requests.isEmpty { await Task.yield() }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
    }

    @Test(arguments: ["ftp://127.0.0.1/", "file:///etc/passwd", "relative/path"])
    func onlyHTTPIsSpoken(_ text: String) async throws {
        let url = try #require(URL(string: text))
        #expect(try await cause(of: HTTPRequest(.get, url)) == .invalidURL)
    }

    @Test func errorsShowNoSecretsOfTheURL() async throws {
        let url = try #require(URL(string: "http://user:secret@127.0.0.1:1/path?token=secret#secret"))
        let error = await #expect(throws: HTTPError.self) { _ = try await client.send(HTTPRequest(.get, url)) }
        #expect(error?.description.contains("secret") == false)
        #expect(error?.description.contains("http://127.0.0.1:1/path") == true)
    }
}
