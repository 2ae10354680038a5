import CCurl
import FoundationEssentials

/// The translation between requests and libcurl's options and result codes.
enum CurlOptions {
    /// Sets what decides how the peer is reached: address, proxy, TLS, connect timeout.
    static func apply(connection request: HTTPRequest, to easy: UnsafeMutableRawPointer) {
        shipit_setopt_string(easy, CURLOPT_URL, request.url.absoluteString)
        shipit_setopt_long(easy, CURLOPT_NOSIGNAL, 1)
        shipit_setopt_long(easy, CURLOPT_TCP_KEEPALIVE, 1)
        shipit_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
        if let path = request.unixSocket {
            shipit_setopt_string(easy, CURLOPT_UNIX_SOCKET_PATH, path)
        }
        if request.usesNewConnection { shipit_setopt_long(easy, CURLOPT_FRESH_CONNECT, 1) }
        if request.bypassesProxy || request.unixSocket != nil {
            shipit_setopt_string(easy, CURLOPT_PROXY, "")
        }
        let tls = request.tls
        if let authorities = tls.authorities { shipit_setopt_string(easy, CURLOPT_CAINFO, authorities) }
        if let certificate = tls.certificate { shipit_setopt_string(easy, CURLOPT_SSLCERT, certificate) }
        if let key = tls.key { shipit_setopt_string(easy, CURLOPT_SSLKEY, key) }
        if !tls.verifiesServer {
            shipit_setopt_long(easy, CURLOPT_SSL_VERIFYPEER, 0)
            shipit_setopt_long(easy, CURLOPT_SSL_VERIFYHOST, 0)
        }
    }

    /// What a result code means for the request; `detail` is curl's own text.
    static func cause(of code: CURLcode, detail: String) -> HTTPError.Cause {
        let text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
        return switch code {
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .invalidURL
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .cannotResolveHost
        case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED: .cannotConnect(text)
        case CURLE_OPERATION_TIMEDOUT: .connectTimeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tls(text)
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_SEND_FAIL_REWIND,
            CURLE_UPLOAD_FAILED:
            .connectionLost(text)
        default: .other(text)
        }
    }
}

extension Duration {
    /// Whole milliseconds, rounded down.
    var milliseconds: Int {
        Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
    }
}
