import CNGHTTP2

/// The server's end of an HTTP/2 connection on which unary gRPC calls arrive.
///
/// Bytes in, calls and bytes out: it does no I/O. Not to be used by two tasks at once. The frames, HPACK
/// and flow control are libnghttp2's; the gRPC framing on top is here (grpc/grpc, doc/PROTOCOL-HTTP2.md).
package final class HTTP2Server {
    /// The longest request message.
    package static let messageLimit = 64 << 10
    private static let streamLimit: UInt32 = 32
    /// Bytes before a gRPC message: whether it is compressed, and its length.
    static let prefixLength = 5

    /// A call that has not been answered, or whose answer is being sent.
    struct Stream {
        var path = ""
        var body: [UInt8] = []
        var isAnswered = false
        var reply: ArraySlice<UInt8> = []
    }

    var streams: [Int32: Stream] = [:]
    private var calls: [GRPCCall] = []
    private var session: OpaquePointer?
    private let methods: Set<String>

    /// - Parameter methods: The paths that are served; every other is answered "not implemented" at once.
    package init(methods: Set<String>) throws(HTTP2Error) {
        self.methods = methods
        var callbacks: OpaquePointer?
        guard nghttp2_session_callbacks_new(&callbacks) == 0 else { throw HTTP2Error("out of memory") }
        defer { nghttp2_session_callbacks_del(callbacks) }
        Self.install(callbacks)
        // The session calls back during calls from here only, so it never outlives what it points to.
        let result = nghttp2_session_server_new(&session, callbacks, Unmanaged.passUnretained(self).toOpaque())
        guard result == 0 else { throw HTTP2Error(code: Int(result)) }
        var settings = [
            nghttp2_settings_entry(
                settings_id: Int32(NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS.rawValue),
                value: Self.streamLimit
            )
        ]
        try check(Int(nghttp2_submit_settings(session, UInt8(NGHTTP2_FLAG_NONE.rawValue), &settings, 1)))
    }

    deinit {
        nghttp2_session_del(session)
    }

    /// Whether the connection has nothing more to say in either direction.
    package var isDone: Bool {
        nghttp2_session_want_read(session) == 0 && nghttp2_session_want_write(session) == 0
    }

    /// Takes bytes from the peer and returns the calls they complete.
    package func receive(_ bytes: [UInt8]) throws(HTTP2Error) -> [GRPCCall] {
        let taken = bytes.withUnsafeBufferPointer { nghttp2_session_mem_recv(session, $0.baseAddress, $0.count) }
        try check(taken)
        defer { calls = [] }
        return calls
    }

    /// Answers a call; one whose stream the peer has closed meanwhile is passed over.
    package func reply(_ reply: GRPCReply, on stream: Int32) throws(HTTP2Error) {
        guard let state = streams[stream], !state.isAnswered else { return }
        streams[stream]?.isAnswered = true
        switch reply {
        case .message(let message):
            streams[stream]?.reply = Self.framed(message)[...]
            try submitHeaders([(":status", "200"), ("content-type", "application/grpc")], stream)
        case .failure(let status, let message):
            try submitTrailersOnly(status, message, stream)
        }
    }

    /// The bytes that the peer is to get now.
    package func takeOutput() throws(HTTP2Error) -> [UInt8] {
        var output: [UInt8] = []
        while true {
            var bytes: UnsafePointer<UInt8>?
            let count = nghttp2_session_mem_send(session, &bytes)
            try check(count)
            guard count > 0, let bytes else { return output }
            output += UnsafeBufferPointer(start: bytes, count: count)
        }
    }

    private func check(_ result: Int) throws(HTTP2Error) {
        guard result >= 0 else { throw HTTP2Error(code: result) }
    }

    private static func framed(_ message: [UInt8]) -> [UInt8] {
        let length = UInt32(message.count)
        return [0] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + message
    }
}

// MARK: Answers

extension HTTP2Server {
    /// Sends the head of an answer; its message follows from `copyReply`, and the trailers after that.
    private func submitHeaders(_ headers: [(String, String)], _ stream: Int32) throws(HTTP2Error) {
        var provider = nghttp2_data_provider()
        provider.read_callback = { session, stream, buffer, capacity, flags, _, context in
            guard let buffer, let flags, let server = HTTP2Server.from(context) else {
                return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
            }
            return server.copyReply(stream, UnsafeMutableBufferPointer(start: buffer, count: capacity), flags)
        }
        let result = HTTP2Fields.with(headers) { nghttp2_submit_response(session, stream, $0, $1, &provider) }
        try check(Int(result))
    }

    /// Answers without a message: the status stands in the head, which ends the stream.
    private func submitTrailersOnly(_ status: GRPCStatus, _ message: String, _ stream: Int32) throws(HTTP2Error) {
        let headers = [
            (":status", "200"), ("content-type", "application/grpc"), ("grpc-status", "\(status.rawValue)"),
            ("grpc-message", message),
        ]
        try check(Int(HTTP2Fields.with(headers) { nghttp2_submit_response(session, stream, $0, $1, nil) }))
    }

    private func copyReply(
        _ stream: Int32,
        _ buffer: UnsafeMutableBufferPointer<UInt8>,
        _ flags: UnsafeMutablePointer<UInt32>
    ) -> Int {
        let rest = streams[stream]?.reply ?? []
        let part = rest.prefix(buffer.count)
        _ = buffer.update(fromContentsOf: part)
        streams[stream]?.reply = rest.dropFirst(part.count)
        if part.count == rest.count {
            flags.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue | NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
            let result = HTTP2Fields.with([("grpc-status", "0")]) { nghttp2_submit_trailer(session, stream, $0, $1) }
            if result != 0 { return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue) }
        }
        return part.count
    }
}

// MARK: Requests

extension HTTP2Server {
    static func from(_ context: UnsafeMutableRawPointer?) -> HTTP2Server? {
        context.map { Unmanaged<HTTP2Server>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func install(_ callbacks: OpaquePointer?) {
        nghttp2_session_callbacks_set_on_begin_headers_callback(callbacks) { _, frame, context in
            if let frame { HTTP2Server.from(context)?.begin(frame.pointee.hd) }
            return 0
        }
        nghttp2_session_callbacks_set_on_header_callback(callbacks) {
            _,
            frame,
            name,
            nameCount,
            value,
            count,
            _,
            context in
            guard let frame, UnsafeBufferPointer(start: name, count: nameCount).elementsEqual(":path".utf8) else {
                return 0
            }
            let path = String(decoding: UnsafeBufferPointer(start: value, count: count), as: UTF8.self)
            HTTP2Server.from(context)?.streams[frame.pointee.hd.stream_id]?.path = path
            return 0
        }
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) { _, _, stream, bytes, count, context in
            HTTP2Server.from(context)?.append(UnsafeBufferPointer(start: bytes, count: count), to: stream)
            return 0
        }
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, context in
            guard let frame, let server = HTTP2Server.from(context) else { return 0 }
            return server.end(frame.pointee.hd) ? 0 : Int32(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
        }
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { _, stream, _, context in
            HTTP2Server.from(context)?.streams[stream] = nil
            return 0
        }
    }

    private func begin(_ frame: nghttp2_frame_hd) {
        guard streams[frame.stream_id] == nil else { return }
        streams[frame.stream_id] = Stream()
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>, to stream: Int32) {
        guard let state = streams[stream], !state.isAnswered else { return }
        // One byte beyond the limit is kept, so that the end sees that the message is too long.
        let room = Self.prefixLength + Self.messageLimit + 1 - state.body.count
        streams[stream]?.body += bytes.prefix(room)
    }

    /// Sees the end of a frame: after the head an unknown method is refused, whatever would follow; after
    /// the last frame of a stream the call is complete. False when no answer can be sent.
    private func end(_ frame: nghttp2_frame_hd) -> Bool {
        let stream = frame.stream_id
        guard let state = streams[stream], !state.isAnswered else { return true }
        do {
            if !methods.contains(state.path) {
                try reply(.failure(.unimplemented, "not implemented"), on: stream)
            } else if frame.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 {
                try complete(state, stream)
            }
            return true
        } catch {
            return false
        }
    }

    private func complete(_ state: Stream, _ stream: Int32) throws(HTTP2Error) {
        guard state.body.count <= Self.prefixLength + Self.messageLimit else {
            return try reply(.failure(.resourceExhausted, "the request is too long"), on: stream)
        }
        guard let message = Self.unframed(state.body) else {
            return try reply(.failure(.invalidArgument, "the request is not one uncompressed message"), on: stream)
        }
        streams[stream]?.body = []
        calls.append(GRPCCall(stream: stream, path: state.path, message: message))
    }

    private static func unframed(_ body: [UInt8]) -> [UInt8]? {
        guard body.count >= prefixLength, body[0] == 0 else { return nil }
        let length = body[1..<prefixLength].reduce(0) { $0 << 8 | Int($1) }
        return body.count - prefixLength == length ? Array(body[prefixLength...]) : nil
    }
}
