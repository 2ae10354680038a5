import FoundationEssentials

/// One request, complete: where to, what, and how long to wait.
package struct HTTPRequest: Sendable {
    /// The methods that registries, engines and AWS want.
    package enum Method: String, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    /// What is sent after the headers.
    package enum Body: Sendable {
        case empty
        case bytes([UInt8])
        /// Bytes that another task writes into the channel while they are sent; `length` when it is known
        /// beforehand (Content-Length), nil for chunked transfer coding.
        case stream(ByteChannel, length: Int?)
    }

    package var method: Method
    package var url: URL
    package var headers: HTTPHeaders
    package var body: Body

    /// The unix socket to connect to in place of the URL's host.
    package var unixSocket: String?

    /// The TLS settings that differ from the system's.
    package var tls = TLSSettings()

    /// How long connecting may take.
    package var connectTimeout: Duration = .seconds(10)

    /// How long the peer may be silent while it is its turn; nil waits for ever.
    ///
    /// Time in which the transfer waits for this side (a full response channel, an empty request
    /// channel) does not count.
    package var idleTimeout: Duration? = .seconds(60)

    /// Whether proxies named in the environment (`https_proxy`, `no_proxy`…) are passed by.
    package var bypassesProxy = false

    /// Whether the request gets a connection of its own.
    ///
    /// libcurl sends a request again, by itself, when a connection used before ends without an answer. What must
    /// not happen twice therefore must not use one.
    package var usesNewConnection = false

    package init(
        _ method: Method,
        _ url: URL,
        headers: HTTPHeaders = [:],
        body: Body = .empty,
        unixSocket: String? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.unixSocket = unixSocket
    }
}
