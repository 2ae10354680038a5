import HTTP

/// A whole answer to one attempt.
struct Reply: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]

    var isSuccess: Bool { (200..<300).contains(status) }

    /// AWS's id of the request, which its support asks for.
    var requestID: String? { headers["x-amzn-requestid"] ?? headers["x-amz-request-id"] }
}
