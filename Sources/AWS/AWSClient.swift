/// Calls AWS: signs, retries, and turns answers and errors into values.
package struct AWSClient: Sendable {
    /// Calls an operation of a service that speaks JSON 1.1.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - operation: AWS's name of the operation, such as `DescribeServices`.
    ///   - input: The operation's input, in AWS's own member names.
    /// - Throws: `AWSError`, `HTTPError`, or `CancellationError`.
    package func call(_ service: AWSService, _ operation: String, _ input: JSON) async throws -> JSON {
        fatalError("being written")
    }
}
