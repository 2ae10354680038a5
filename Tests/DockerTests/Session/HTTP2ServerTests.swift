import Docker
import Testing

@Suite struct HTTP2ServerTests {
    private let server: HTTP2Server
    private let client = GRPCClient()

    init() throws {
        self.server = try HTTP2Server(methods: ["/a.B/C"])
    }

    /// Moves bytes both ways until neither side has any; `size` at a time towards the server.
    private func exchange(size: Int = .max) throws -> [GRPCCall] {
        var calls: [GRPCCall] = []
        while true {
            let toServer = client.takeOutput()
            var rest = toServer[...]
            while !rest.isEmpty {
                calls += try server.receive(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
            }
            let toClient = try server.takeOutput()
            #expect(client.receive(toClient))
            if toServer.isEmpty, toClient.isEmpty { return calls }
        }
    }

    @Test(arguments: [1, 2, 7, 1000]) func receivesACallHoweverItsBytesArrive(size: Int) throws {
        let stream = client.call("/a.B/C", message: [1, 2, 3])
        let calls = try exchange(size: size)
        #expect(calls.map(\.message) == [[1, 2, 3]])
        try server.reply(.message([4, 5]), on: stream)
        _ = try exchange(size: size)
        let answer = try #require(client.answers[stream])
        #expect(answer.headers[":status"] == "200")
        #expect(answer.headers["content-type"] == "application/grpc")
        #expect(answer.body == [0, 0, 0, 0, 2, 4, 5])
        #expect(answer.status == 0)
        #expect(answer.isClosed)
    }

    @Test func answersAnEmptyMessageWithItsPrefix() throws {
        let stream = client.call("/a.B/C", message: [])
        _ = try exchange()
        try server.reply(.message([]), on: stream)
        _ = try exchange()
        #expect(client.answers[stream]?.body == [0, 0, 0, 0, 0])
        #expect(client.answers[stream]?.status == 0)
    }

    @Test func answersCallsInAnyOrder() throws {
        let streams = (0..<20).map { client.call("/a.B/C", message: [UInt8($0)]) }
        let calls = try exchange()
        #expect(calls.count == 20)
        for call in calls.reversed() { try server.reply(.message(call.message), on: call.stream) }
        _ = try exchange()
        for (index, stream) in streams.enumerated() { #expect(client.answers[stream]?.message == [UInt8(index)]) }
    }

    @Test func sendsAnAnswerLargerThanThePeersWindow() throws {
        let stream = client.call("/a.B/C", message: [1])
        _ = try exchange()
        let large = [UInt8](repeating: 7, count: 300_000)
        try server.reply(.message(large), on: stream)
        _ = try exchange()
        #expect(client.answers[stream]?.message == large)
    }

    @Test func refusesUnknownMethodsWithoutWaitingForTheirEnd() throws {
        let stream = client.call("/a.B/Stream", body: GRPCClient.framed([1]), endsStream: false)
        #expect(try exchange().isEmpty)
        #expect(client.answers[stream]?.status == 12)
    }

    @Test func takesTheLongestRequestAndRefusesALongerOne() throws {
        let fits = client.call("/a.B/C", message: [UInt8](repeating: 1, count: HTTP2Server.messageLimit))
        let tooLong = client.call("/a.B/C", message: [UInt8](repeating: 1, count: HTTP2Server.messageLimit + 1))
        let calls = try exchange()
        #expect(calls.map(\.stream) == [fits])
        #expect(client.answers[tooLong]?.status == 8)
    }

    @Test(
        arguments: [
            [], [0], [1, 0, 0, 0, 1, 9], [0, 0, 0, 0, 2, 9], [0, 0, 0, 0, 0, 9], [0, 255, 255, 255, 255, 9],
        ] as [[UInt8]]
    )
    func refusesABodyThatIsNotOneMessage(_ body: [UInt8]) throws {
        let stream = client.call("/a.B/C", body: body)
        #expect(try exchange().isEmpty)
        #expect(client.answers[stream]?.status == 3)
    }

    @Test func passesOverAnAnswerToACallThatWasGivenUp() throws {
        let stream = client.call("/a.B/C", message: [1])
        _ = try exchange()
        client.reset(stream)
        _ = try exchange()
        try server.reply(.message([2]), on: stream)
        try server.reply(.failure(.unavailable, "gone"), on: 99)
        #expect(try server.takeOutput().isEmpty)
    }

    @Test func answersPings() throws {
        client.ping()
        _ = try exchange()
        #expect(client.pingAcknowledgements == 1)
    }

    @Test func throwsOnWhatIsNoHTTP2() throws {
        #expect(throws: HTTP2Error.self) { try server.receive(Array("GET / HTTP/1.1\r\n\r\n and more bytes".utf8)) }
    }

    @Test func neverTrapsOnDamagedBytes() throws {
        var generator = SeededGenerator(seed: 4)
        var broken = 0
        for _ in 0..<2000 {
            let client = GRPCClient()
            let server = try HTTP2Server(methods: ["/a.B/C"])
            _ = client.call("/a.B/C", message: [1, 2, 3])
            var bytes = client.takeOutput()
            // Behind the preface, which has to be right for anything else to be looked at.
            bytes[Int.random(in: 24..<bytes.count, using: &generator)] = .random(in: .min ... .max, using: &generator)
            do {
                for call in try server.receive(bytes) { try server.reply(.message(call.message), on: call.stream) }
                _ = try server.takeOutput()
            } catch {
                broken += 1
            }
        }
        #expect(broken < 2000)
    }
}
