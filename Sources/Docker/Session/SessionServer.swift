import HTTP

/// Serves one build session on a connection: reads calls, has them answered side by side, writes the answers.
package actor SessionServer {
    /// How many bytes of answers may wait for an engine that does not read them.
    private static let outputLimit = 1 << 20

    private let http2: HTTP2Server
    private let services: SessionServices
    private let received: ByteChannel
    private let sent: ByteChannel
    private var output: [UInt8] = []
    private var isWriting = false

    package init(_ services: SessionServices, received: ByteChannel, sent: ByteChannel) throws {
        self.http2 = try HTTP2Server(methods: Set(SessionServices.Method.allCases.map(\.rawValue)))
        self.services = services
        self.received = received
        self.sent = sent
    }

    /// Serves until the engine ends the connection or the calling task is cancelled.
    ///
    /// - Throws: `HTTP2Error` when the engine breaks the protocol, or what ended the connection.
    package func run() async throws {
        try await flush()
        try await withThrowingDiscardingTaskGroup { group in
            while let chunk = try await received.read() {
                for call in try http2.receive(chunk) {
                    group.addTask { try await self.answer(call) }
                }
                try await flush()
                if http2.isDone { break }
            }
            group.cancelAll()
        }
    }

    private func answer(_ call: GRPCCall) async throws {
        let reply = await services.answer(call.path, call.message)
        try http2.reply(reply, on: call.stream)
        try await flush()
    }

    /// Writes what is to be sent, in order, though several tasks come here.
    private func flush() async throws {
        output += try http2.takeOutput()
        guard output.count <= Self.outputLimit else { throw HTTP2Error("the engine does not read the answers") }
        guard !isWriting else { return }
        isWriting = true
        defer { isWriting = false }
        while !output.isEmpty {
            let bytes = output
            output = []
            try await sent.write(bytes)
        }
    }
}
