import AWS

extension RolloutError {
    /// Does something with AWS and gives its errors a subject; cancellation and rollout errors pass through.
    static func wrapping<Value>(
        _ operation: String,
        _ subject: any CustomStringConvertible & Sendable,
        _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch let error as CancellationError {
            throw error
        } catch let error as RolloutError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw RolloutError(error, operation: operation, subject: "\(subject)")
        }
    }

    /// An error of AWS, of the network, or of an answer, with what was being done.
    init(_ error: any Error, operation: String, subject: String) {
        self.init(
            ECSFault.isDenied(error) ? .denied : .failed,
            operation: operation,
            subject: subject,
            cause: "\(error)",
            hint: Self.hint(for: ECSFault.code(of: error))
        )
    }

    private static func hint(for code: String?) -> String? {
        switch code {
        case "ClusterNotFoundException": "Look at the cluster's name, the region and the account."
        case "ServiceNotFoundException": "Look at the service's name and the cluster."
        case "ServiceNotActiveException": "The service is being deleted; deploy again once it is gone."
        case "LimitExceededException": "A quota of the account is reached."
        case "PlatformTaskDefinitionIncompatibilityException", "PlatformUnknownException":
            "Look at platformVersion and what the task definition asks for."
        default: nil
        }
    }
}
