import CCurl

/// A connected socket (plain or TLS) of which libcurl did the connecting; used on one thread.
final class RawSocket {
    /// What an attempt to receive found.
    enum Received {
        case bytes([UInt8])
        case nothingYet
        case end
    }

    private let easy: UnsafeMutableRawPointer
    private let request: HTTPRequest
    /// The file descriptor to poll.
    let descriptor: Int32

    /// Connects to a request's peer; blocks for at most its connect timeout.
    init(connecting request: HTTPRequest) throws {
        guard let easy = curl_easy_init() else { preconditionFailure("out of memory") }
        CurlOptions.apply(connection: request, to: easy)
        shipit_setopt_long(easy, CURLOPT_CONNECT_ONLY, 1)
        let result = curl_easy_perform(easy)
        var socket: curl_socket_t = -1
        guard result == CURLE_OK, shipit_getinfo_socket(easy, &socket) == CURLE_OK, socket >= 0 else {
            curl_easy_cleanup(easy)
            throw HTTPError(request, CurlOptions.cause(of: result, detail: ""))
        }
        self.easy = easy
        self.request = request
        self.descriptor = socket
    }

    deinit {
        curl_easy_cleanup(easy)
    }

    /// Sends what the socket takes now; the number of bytes it took, 0 when it takes none yet.
    func send(_ bytes: ArraySlice<UInt8>) throws -> Int {
        var count = 0
        let result = bytes.withUnsafeBytes { curl_easy_send(easy, $0.baseAddress, $0.count, &count) }
        switch result {
        case CURLE_OK: return count
        case CURLE_AGAIN: return 0
        default: throw HTTPError(request, CurlOptions.cause(of: result, detail: ""))
        }
    }

    /// Takes what has arrived, at most 64 KiB.
    func receive() throws -> Received {
        var count = 0
        var result = CURLE_OK
        let bytes = [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, initialized in
            result = curl_easy_recv(easy, buffer.baseAddress, buffer.count, &count)
            initialized = count
        }
        switch result {
        case CURLE_OK: return count == 0 ? .end : .bytes(bytes)
        case CURLE_AGAIN: return .nothingYet
        default: throw HTTPError(request, CurlOptions.cause(of: result, detail: ""))
        }
    }
}
