import FoundationEssentials

/// An operation that AWS answered with an error.
package struct AWSError: Error, Sendable, Hashable {
    /// The service that was called.
    package let service: AWSService
    /// AWS's name of the operation, such as `UpdateService`.
    package let operation: String
    /// AWS's code as it came, whether or not shipit knows it, such as `ServiceNotFoundException`.
    package let code: String
    /// AWS's words, as they came.
    package let message: String
    /// The HTTP status.
    package let status: Int
    /// AWS's id of the request, which its support asks for.
    package let requestID: String?
    /// How long AWS asks to wait (`x-amz-retry-after`).
    let retryAfter: Duration?
    /// AWS's clock when it answered (the `Date` header).
    let date: Date?

    /// An error with these parts.
    package init(
        service: AWSService,
        operation: String,
        code: String,
        message: String,
        status: Int,
        requestID: String? = nil,
        retryAfter: Duration? = nil,
        date: Date? = nil
    ) {
        self.service = service
        self.operation = operation
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
        self.retryAfter = retryAfter
        self.date = date
    }

    /// The code shipit gives to answers that are not AWS's: a proxy's page, a cut body.
    package static let unexpectedAnswer = "UnexpectedAnswer"
}
