/// The answer to a request: its head at once, its body as it arrives.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: HTTPResponseBody

    /// Whether the status is 2xx.
    package var isSuccess: Bool { (200..<300).contains(status) }
}
