/// One operation to be called: what is sent, before it has a moment and a signature.
struct AWSCall: Sendable {
    let service: AWSService
    let operation: String
    let idempotency: Idempotency
    let body: [UInt8]
    private let contentType: String
    /// `X-Amz-Target`, for JSON services.
    private let target: String?

    /// A call of a service that speaks JSON 1.1.
    init(_ service: AWSService, _ operation: String, json input: JSON, idempotency: Idempotency) {
        guard case .json(let prefix) = service.wireFormat else {
            preconditionFailure("\(service.displayName) does not speak JSON")
        }
        self.service = service
        self.operation = operation
        self.idempotency = idempotency
        body = input.serialized()
        contentType = "application/x-amz-json-1.1"
        target = "\(prefix).\(operation)"
    }

    /// A call of a service that speaks the query protocol.
    init(_ service: AWSService, _ action: String, fields: [(String, String)], idempotency: Idempotency) {
        guard case .query(let version) = service.wireFormat else {
            preconditionFailure("\(service.displayName) does not speak the query protocol")
        }
        self.service = service
        operation = action
        self.idempotency = idempotency
        body = Array(PercentEncoding.form([("Action", action), ("Version", version)] + fields).utf8)
        contentType = "application/x-www-form-urlencoded; charset=utf-8"
        target = nil
    }

    /// The headers that are signed, `Host` and the signature's own aside.
    var headers: [(name: String, value: String)] {
        let type = [(name: "Content-Type", value: contentType)]
        return target.map { type + [(name: "X-Amz-Target", value: $0)] } ?? type
    }
}
