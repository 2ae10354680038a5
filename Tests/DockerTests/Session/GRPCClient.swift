import CNGHTTP2

/// The engine's end of a session: an HTTP/2 client that makes unary gRPC calls, bytes in and bytes out.
final class GRPCClient {
    /// What came back for a call.
    struct Answer: Equatable {
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        var isClosed = false

        var status: Int? { headers["grpc-status"].flatMap { Int($0) } }
        /// The message without its prefix.
        var message: [UInt8] { Array(body.dropFirst(5)) }
    }

    private(set) var answers: [Int32: Answer] = [:]
    private(set) var pingAcknowledgements = 0
    private var session: OpaquePointer?
    private var bodies: [Int32: ArraySlice<UInt8>] = [:]
    /// Whether a call's stream stays open after its body.
    private var isOpenEnded: Set<Int32> = []

    init() {
        var callbacks: OpaquePointer?
        nghttp2_session_callbacks_new(&callbacks)
        nghttp2_session_callbacks_set_on_header_callback(callbacks) {
            _,
            frame,
            name,
            nameCount,
            value,
            count,
            _,
            context in
            guard let frame else { return 0 }
            let name = String(decoding: UnsafeBufferPointer(start: name, count: nameCount), as: UTF8.self)
            let value = String(decoding: UnsafeBufferPointer(start: value, count: count), as: UTF8.self)
            GRPCClient.from(context).answers[frame.pointee.hd.stream_id, default: Answer()].headers[name] = value
            return 0
        }
        nghttp2_session_callbacks_set_on_data_chunk_recv_callback(callbacks) { _, _, stream, bytes, count, context in
            GRPCClient.from(context).answers[stream, default: Answer()].body += UnsafeBufferPointer(
                start: bytes,
                count: count
            )
            return 0
        }
        nghttp2_session_callbacks_set_on_stream_close_callback(callbacks) { _, stream, _, context in
            GRPCClient.from(context).answers[stream, default: Answer()].isClosed = true
            return 0
        }
        nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, context in
            guard let header = frame?.pointee.hd else { return 0 }
            let isPing =
                header.type == UInt8(NGHTTP2_PING.rawValue) && header.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) != 0
            if isPing { GRPCClient.from(context).pingAcknowledgements += 1 }
            return 0
        }
        nghttp2_session_client_new(&session, callbacks, Unmanaged.passUnretained(self).toOpaque())
        nghttp2_session_callbacks_del(callbacks)
        nghttp2_submit_settings(session, 0, nil, 0)
    }

    deinit {
        nghttp2_session_del(session)
    }

    /// Begins a call and returns its stream.
    ///
    /// - Parameter body: The framed body; `endsStream` says whether the stream ends with it.
    func call(_ path: String, body: [UInt8], endsStream: Bool = true) -> Int32 {
        let headers = [
            (":method", "POST"), (":scheme", "http"), (":path", path), (":authority", "localhost"), ("te", "trailers"),
        ]
        var bytes = headers.flatMap { Array($0.0.utf8) + Array($0.1.utf8) }
        var provider = nghttp2_data_provider()
        provider.read_callback = { _, stream, buffer, capacity, flags, _, context in
            GRPCClient.from(context).copyBody(stream, buffer, capacity, flags)
        }
        let stream = bytes.withUnsafeMutableBufferPointer { buffer -> Int32 in
            var offset = 0
            let fields = headers.map { header in
                defer { offset += header.0.utf8.count + header.1.utf8.count }
                let start = buffer.baseAddress.map { $0 + offset }
                return nghttp2_nv(
                    name: start,
                    value: start.map { $0 + header.0.utf8.count },
                    namelen: header.0.utf8.count,
                    valuelen: header.1.utf8.count,
                    flags: 0
                )
            }
            return nghttp2_submit_request(session, nil, fields, fields.count, &provider, nil)
        }
        bodies[stream] = body[...]
        if !endsStream { isOpenEnded.insert(stream) }
        return stream
    }

    /// Begins a call with one message.
    func call(_ path: String, message: [UInt8]) -> Int32 {
        call(path, body: Self.framed(message))
    }

    func ping() {
        nghttp2_submit_ping(session, 0, nil)
    }

    func reset(_ stream: Int32) {
        nghttp2_submit_rst_stream(session, 0, stream, NGHTTP2_CANCEL.rawValue)
    }

    func takeOutput() -> [UInt8] {
        var output: [UInt8] = []
        var bytes: UnsafePointer<UInt8>?
        while true {
            let count = nghttp2_session_mem_send(session, &bytes)
            guard count > 0 else { return output }
            output += UnsafeBufferPointer(start: bytes, count: count)
        }
    }

    /// Takes the server's bytes; false when they are no HTTP/2.
    func receive(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { nghttp2_session_mem_recv(session, $0.baseAddress, $0.count) } >= 0
    }

    static func framed(_ message: [UInt8]) -> [UInt8] {
        [0] + (0..<4).map { UInt8(truncatingIfNeeded: message.count >> (24 - 8 * $0)) } + message
    }

    private func copyBody(
        _ stream: Int32,
        _ buffer: UnsafeMutablePointer<UInt8>?,
        _ capacity: Int,
        _ flags: UnsafeMutablePointer<UInt32>?
    ) -> Int {
        let part = (bodies[stream] ?? []).prefix(capacity)
        if part.isEmpty, isOpenEnded.contains(stream) { return Int(NGHTTP2_ERR_DEFERRED.rawValue) }
        _ = UnsafeMutableBufferPointer(start: buffer, count: capacity).update(fromContentsOf: part)
        bodies[stream]?.removeFirst(part.count)
        if bodies[stream]?.isEmpty == true, !isOpenEnded.contains(stream) {
            flags?.pointee |= NGHTTP2_DATA_FLAG_EOF.rawValue
        }
        return part.count
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> GRPCClient {
        guard let context else { preconditionFailure("libnghttp2 lost a callback's context") }
        return Unmanaged<GRPCClient>.fromOpaque(context).takeUnretainedValue()
    }
}
