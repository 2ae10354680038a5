import FoundationEssentials
import HTTP
import Images

/// One request to a registry, as often as it has to be sent.
struct RegistryCall: Sendable {
    enum Body: Sendable {
        case empty
        case bytes([UInt8])
        /// Everything in a spool: with its length when it is complete, chunked while it is still being filled.
        case spool(Spool)
    }

    let operation: RegistryError.Operation
    let subject: String
    let scope: RegistryScope
    let method: HTTPRequest.Method
    var url: URL
    var headers: HTTPHeaders = [:]
    var body: Body = .empty
    /// The most bytes of the answer that are taken.
    var answerLimit = ErrorReport.limit
    /// How much longer than others this call may stay unanswered.
    var patience: Duration = .zero
    /// Told how many bytes of the body have been handed to the connection, from 0 again when it is sent again.
    var sent: (@Sendable (Int) -> Void)?
}
