import Dispatch
import FoundationEssentials
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A small HTTP/1.1 server on 127.0.0.1 or a unix socket, whose answers and faults a test scripts.
///
/// Real sockets and real framing: what a test sees is what the client does on the wire. Every
/// connection has a thread of its own; the handler is called once a request, with its whole body.
public final class LoopbackServer: Sendable {
    /// A request as it arrived.
    public struct Request: Sendable {
        /// The method as it was sent.
        public let method: String
        /// Path and query as they were sent.
        public let target: String
        /// Names in lower case; of several the last counts.
        public let headers: [String: String]
        /// The body, chunked transfer coding removed.
        public let body: [UInt8]
        /// The number of the connection it came by, from 0.
        public let connection: Int

        /// The target without its query.
        public var path: String { String(target.prefix { $0 != "?" }) }
        /// What follows the target's `?`.
        public var query: String { String(target.drop { $0 != "?" }.dropFirst()) }
        /// The body as text.
        public var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// What the server does with a request.
    public enum Answer: Sendable {
        /// A complete response; `Content-Length` is added.
        case response(status: Int, headers: [(String, String)] = [], body: [UInt8] = [])
        /// Exactly these bytes, then the connection is kept or closed.
        case raw([UInt8], close: Bool = true)
        /// A head with a greater Content-Length than the bytes that follow, then the connection is cut.
        case cut(status: Int, headers: [(String, String)] = [], body: [UInt8], announced: Int)
        /// Closed without an answer.
        case close
        /// Closed by RST without an answer.
        case reset
        /// No answer while the server runs.
        case stall
        /// The switch of protocols: the head is sent, then the closure has the socket to itself.
        case upgrade(headers: [(String, String)], @Sendable (Socket) -> Void)

        /// A response with a text.
        public static func text(_ status: Int, _ text: String, headers: [(String, String)] = []) -> Answer {
            .response(status: status, headers: headers, body: Array(text.utf8))
        }

        /// A response with a JSON text.
        public static func json(_ status: Int, _ text: String) -> Answer {
            .text(status, text, headers: [("Content-Type", "application/json")])
        }
    }

    /// A connection's socket, blocking.
    public struct Socket: Sendable {
        let descriptor: Int32

        /// At most `limit` bytes; empty at the end.
        public func read(upTo limit: Int = 64 << 10) -> [UInt8] {
            var bytes = [UInt8](repeating: 0, count: limit)
            let count = recv(descriptor, &bytes, limit, 0)
            return count > 0 ? Array(bytes[..<count]) : []
        }

        /// Sends all bytes; false when the peer is gone.
        @discardableResult
        public func write(_ bytes: [UInt8]) -> Bool {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
                guard count > 0 else { return false }
                rest = rest.dropFirst(count)
            }
            return true
        }
    }

    /// How much of a request's body the server reads before it lets the handler answer.
    public enum BodyLimit: Sendable {
        case whole
        /// After this many bytes the request is answered with what has arrived (and should then be cut).
        case bytes(Int)
    }

    private struct State {
        var requests: [Request] = []
        var connections: Set<Int32> = []
        var connectionCount = 0
        var isStopped = false
    }

    private let listener: Int32
    private let state = Mutex(State())
    private let handler: @Sendable (Request) -> Answer
    private let bodyLimit: @Sendable (_ method: String, _ target: String) -> BodyLimit

    /// The port on 127.0.0.1; 0 for a unix socket.
    public let port: UInt16
    /// The path of the unix socket, where it is one.
    public let socketPath: String?

    /// The root of a server that listens on a port.
    public var url: URL {
        guard let url = URL(string: "http://127.0.0.1:\(port)") else { preconditionFailure("a port makes a URL") }
        return url
    }

    /// What has been asked so far, in order of arrival.
    public var requests: [Request] { state.withLock { $0.requests } }

    /// How many connections have been made so far.
    public var connectionCount: Int { state.withLock { $0.connectionCount } }

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - socketPath: The unix socket to listen on, in place of a free port of 127.0.0.1.
    ///   - bodyLimit: How much of which request's body is read before it is answered.
    ///   - handler: The answer to each request; called on the connection's thread.
    public init(
        socketPath: String? = nil,
        bodyLimit: @escaping @Sendable (_ method: String, _ target: String) -> BodyLimit = { _, _ in .whole },
        handler: @escaping @Sendable (Request) -> Answer
    ) throws {
        self.handler = handler
        self.bodyLimit = bodyLimit
        self.socketPath = socketPath
        (self.listener, self.port) = try socketPath.map { (try Self.listen(path: $0), 0) } ?? Self.listenOnFreePort()
        let listener = listener
        DispatchQueue(label: "loopback.accept").async { [weak self] in
            while true {
                let descriptor = accept(listener, nil, nil)
                guard descriptor >= 0 else {
                    // Closed here alone: a number that is free again while `accept` is about to use it would
                    // be the next server's listener, whose connections would end here.
                    close(listener)
                    return
                }
                guard let self else {
                    close(descriptor)
                    close(listener)
                    return
                }
                self.serve(descriptor)
            }
        }
    }

    deinit {
        stop()
    }

    /// Stops listening and cuts every connection.
    public func stop() {
        let connections = state.withLock { state -> Set<Int32>? in
            guard !state.isStopped else { return nil }
            state.isStopped = true
            return state.connections
        }
        guard let connections else { return }
        for descriptor in connections { shutdown(descriptor, Int32(SHUT_RDWR)) }
        shutdown(listener, Int32(SHUT_RDWR))
        if let socketPath { unlink(socketPath) }
    }

    // MARK: Listening

    private struct CannotListen: Error { let code = errno }

    private static func listenOnFreePort() throws -> (Int32, UInt16) {
        let descriptor = socket(AF_INET, streamType, 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0
                    && Self.systemListen(descriptor) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard descriptor >= 0, result else { throw CannotListen() }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }

    private static func listen(path: String) throws -> Int32 {
        unlink(path)
        let descriptor = socket(AF_UNIX, streamType, 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { throw CannotListen() }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                    && Self.systemListen(descriptor) == 0
            }
        }
        guard descriptor >= 0, result else { throw CannotListen() }
        return descriptor
    }

    private static func systemListen(_ descriptor: Int32) -> Int32 {
        #if canImport(Glibc)
            Glibc.listen(descriptor, 64)
        #else
            Darwin.listen(descriptor, 64)
        #endif
    }

    private static var streamType: Int32 {
        #if canImport(Glibc)
            Int32(SOCK_STREAM.rawValue)
        #else
            SOCK_STREAM
        #endif
    }

    // MARK: Serving

    private func serve(_ descriptor: Int32) {
        let number = state.withLock { state -> Int? in
            guard !state.isStopped else { return nil }
            state.connections.insert(descriptor)
            defer { state.connectionCount += 1 }
            return state.connectionCount
        }
        guard let number else {
            close(descriptor)
            return
        }
        DispatchQueue(label: "loopback.connection").async {
            let connection = LoopbackConnection(socket: Socket(descriptor: descriptor), number: number)
            while let request = connection.nextRequest(limit: self.bodyLimit) {
                self.state.withLock { $0.requests.append(request) }
                guard self.perform(self.handler(request), on: connection, request) else { break }
            }
            self.state.withLock { _ = $0.connections.remove(descriptor) }
            close(descriptor)
        }
    }

    /// Acts an answer out; false when the connection is to be closed.
    private func perform(_ answer: Answer, on connection: LoopbackConnection, _ request: Request) -> Bool {
        let socket = connection.socket
        switch answer {
        case .response(let status, let headers, let body):
            let head = Self.head(status, headers, length: body.count)
            return socket.write(head + (request.method == "HEAD" ? [] : body))
        case .raw(let bytes, let close):
            return socket.write(bytes) && !close
        case .cut(let status, let headers, let body, let announced):
            socket.write(Self.head(status, headers, length: announced) + body)
            return false
        case .close:
            return false
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(socket.descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
            return false
        case .stall:
            // Blocks until the client or `stop` cuts the connection.
            while !socket.read().isEmpty {}
            return false
        case .upgrade(let headers, let take):
            socket.write(Self.head(101, headers, length: nil))
            take(socket)
            return false
        }
    }

    private static func head(_ status: Int, _ headers: [(String, String)], length: Int?) -> [UInt8] {
        var text = "HTTP/1.1 \(status) Scripted\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        let hasLength = headers.contains { ["content-length", "transfer-encoding"].contains($0.0.lowercased()) }
        if let length, !hasLength, status != 204 { text += "Content-Length: \(length)\r\n" }
        return Array((text + "\r\n").utf8)
    }
}
