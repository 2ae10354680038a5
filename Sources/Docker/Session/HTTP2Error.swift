import CNGHTTP2

/// What libnghttp2 could not do, or what the peer did against the protocol.
package struct HTTP2Error: Error, Hashable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }

    /// - Parameter code: A negative result of a function of libnghttp2.
    init(code: Int) {
        let code = Int32(clamping: code)
        self.description = nghttp2_strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}
