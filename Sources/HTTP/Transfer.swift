import CCurl
import FoundationEssentials

/// One transfer on the loop's thread: an easy handle, what its callbacks need, and what they have seen.
final class Transfer {
    /// How a transfer ended.
    enum End {
        case completed(CURLcode)
        case stalled
        case cancelled
    }

    let easy: UnsafeMutableRawPointer
    private let shared: TransferHandle.Shared
    /// Asks the loop to go on with a transfer that one of the callbacks paused; from any thread.
    private let proceed: @Sendable () -> Void

    private var headerList: UnsafeMutablePointer<curl_slist>?
    private let errorBuffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    private var status = 0
    private var headers = HTTPHeaders()
    private var isHeadComplete = false

    private var lastActivity = ContinuousClock.now
    private var bytesMoved: curl_off_t = 0
    private var isWaitingForReader = false
    private var isWaitingForBody = false
    private var bodyError: (any Error)?

    /// Makes a transfer ready to be added to a multi handle; nil, with the head resolved, for a request that
    /// cannot be one.
    init?(_ shared: TransferHandle.Shared, userAgent: String, proceed: @escaping @Sendable () -> Void) {
        guard let easy = curl_easy_init() else { preconditionFailure("out of memory") }
        self.easy = easy
        self.shared = shared
        self.proceed = proceed
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        guard ["http", "https"].contains(shared.request.url.scheme?.lowercased()) else {
            shared.resolve(.failure(HTTPError(shared.request, .invalidURL)))
            return nil
        }
        configure(shared.request, userAgent: userAgent)
        installCallbacks()
    }

    deinit {
        curl_easy_cleanup(easy)
        curl_slist_free_all(headerList)
        errorBuffer.deallocate()
    }

    // MARK: Setting up

    private func configure(_ request: HTTPRequest, userAgent: String) {
        CurlOptions.apply(connection: request, to: easy)
        shipit_setopt_string(easy, CURLOPT_USERAGENT, userAgent)
        shipit_setopt_long(easy, CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        shipit_setopt_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        shipit_setopt_long(easy, CURLOPT_BUFFERSIZE, 256 << 10)
        shipit_setopt_long(easy, CURLOPT_UPLOAD_BUFFERSIZE, 512 << 10)
        shipit_setopt_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer)
        configureBody(request)
        // Waiting for "100 Continue" costs a second wherever the peer does not know it; who asks for it gets it.
        if request.headers["Expect"] == nil { headerList = curl_slist_append(headerList, "Expect:") }
        for field in request.headers {
            let line = field.value.isEmpty ? "\(field.name);" : "\(field.name): \(field.value)"
            headerList = curl_slist_append(headerList, line)
        }
        shipit_setopt_list(easy, CURLOPT_HTTPHEADER, headerList)
    }

    private func configureBody(_ request: HTTPRequest) {
        switch (request.method, request.body) {
        case (.get, .empty):
            shipit_setopt_long(easy, CURLOPT_HTTPGET, 1)
            return
        case (.head, .empty):
            shipit_setopt_long(easy, CURLOPT_NOBODY, 1)
            return
        case (.delete, .empty):
            break
        case (_, .empty):
            postFields([])
        case (_, .bytes(let bytes)):
            postFields(bytes)
        case (_, .stream(_, let length)):
            shipit_setopt_long(easy, CURLOPT_UPLOAD, 1)
            shipit_setopt_offset(easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(length ?? -1))
        }
        shipit_setopt_string(easy, CURLOPT_CUSTOMREQUEST, request.method.rawValue)
    }

    private func postFields(_ bytes: [UInt8]) {
        shipit_setopt_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
        bytes.withUnsafeBytes { buffer in
            // curl copies the bytes, so that the array need not outlive this call.
            _ = shipit_setopt_pointer(
                easy,
                CURLOPT_COPYPOSTFIELDS,
                UnsafeMutableRawPointer(mutating: buffer.baseAddress ?? UnsafeRawPointer(easy))
            )
        }
        if shared.request.headers["Content-Type"] == nil {
            // Otherwise curl claims that the body is a web form.
            headerList = curl_slist_append(headerList, "Content-Type:")
        }
    }

    private func installCallbacks() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        shipit_setopt_pointer(easy, CURLOPT_HEADERDATA, context)
        shipit_setopt_callback(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            Transfer.from(context).receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        shipit_setopt_pointer(easy, CURLOPT_WRITEDATA, context)
        shipit_setopt_callback(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            Transfer.from(context).receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        shipit_setopt_pointer(easy, CURLOPT_READDATA, context)
        shipit_setopt_callback(easy, CURLOPT_READFUNCTION) { bytes, size, count, context in
            Transfer.from(context).sendBody(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        shipit_setopt_long(easy, CURLOPT_NOPROGRESS, 0)
        shipit_setopt_pointer(easy, CURLOPT_XFERINFODATA, context)
        shipit_setopt_progress(easy) { context, _, received, _, sent in
            Transfer.from(context).noteProgress(received + sent)
            return 0
        }
    }

    private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer {
        guard let context else { preconditionFailure("curl lost a callback's context") }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }

    // MARK: Callbacks

    private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        let line = String(decoding: bytes, as: UTF8.self).drop { $0 == " " }
        let text = line.prefix { $0 != "\r" && $0 != "\n" && $0 != "\r\n" }
        if text.hasPrefix("HTTP/") {
            headers = HTTPHeaders()
            let parts = text.split(separator: " ", maxSplits: 2)
            status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
        } else if text.isEmpty {
            // Interim responses (1xx) precede the one that counts.
            if status >= 200, !isHeadComplete {
                isHeadComplete = true
                shared.resolve(.success((status, headers)))
            }
        } else if let colon = text.firstIndex(of: ":") {
            let value = text[text.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let end = value.lastIndex { $0 != " " && $0 != "\t" }
            headers.add(String(text[..<colon]), end.map { String(value[...$0]) } ?? "")
        }
        return bytes.count
    }

    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        switch shared.responseBody.tryWrite(Array(bytes), waker: proceed) {
        case .taken: return bytes.count
        case .full:
            isWaitingForReader = true
            return shipit_write_pause
        case .readerGone: return 0
        }
    }

    private func sendBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard case .stream(let channel, _) = shared.request.body else { return 0 }
        lastActivity = .now
        switch channel.tryRead(upTo: buffer.count, waker: proceed) {
        case .chunk(let bytes):
            buffer.copyBytes(from: bytes)
            return bytes.count
        case .end: return 0
        case .empty:
            isWaitingForBody = true
            return shipit_read_pause
        case .failed(let error):
            bodyError = error
            return shipit_read_abort
        }
    }

    private func noteProgress(_ bytes: curl_off_t) {
        guard bytes != bytesMoved else { return }
        bytesMoved = bytes
        lastActivity = .now
    }

    // MARK: From the loop

    /// Goes on after a callback had paused the transfer for lack of room or of bytes.
    func proceedAfterPause() {
        isWaitingForReader = false
        isWaitingForBody = false
        lastActivity = .now
        curl_easy_pause(easy, CURLPAUSE_CONT)
    }

    /// Whether the peer has been silent for too long while it was its turn.
    var isStalled: Bool {
        guard let limit = shared.request.idleTimeout, !isWaitingForReader, !isWaitingForBody else { return false }
        return lastActivity.duration(to: .now) > limit + (isHeadComplete ? .zero : shared.request.connectTimeout)
    }

    /// Tells the tasks how the transfer ended.
    func finish(_ end: End) {
        let error: (any Error)? =
            switch end {
            case .completed(CURLE_OK): nil
            case .completed(let code):
                bodyError
                    ?? HTTPError(shared.request, CurlOptions.cause(of: code, detail: String(cString: errorBuffer)))
            case .stalled: HTTPError(shared.request, .stalled(shared.request.idleTimeout ?? .zero))
            case .cancelled: CancellationError()
            }
        if let error {
            shared.resolve(.failure(error))
        } else if !isHeadComplete {
            shared.resolve(.failure(HTTPError(shared.request, .connectionLost("no response"))))
        }
        shared.responseBody.finish(throwing: error)
        if case .stream(let channel, _) = shared.request.body { channel.abandon() }
    }
}
