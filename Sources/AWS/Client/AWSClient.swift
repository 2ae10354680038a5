import HTTP

/// Calls AWS: signs, retries, and turns answers and errors into values.
///
/// All copies share credentials, the clock's correction and the budget of retries.
package struct AWSClient: Sendable {
    /// The region that services are called in.
    package let region: String
    private let endpoints: EndpointResolver
    private let transport: Transport
    private let signer: Signer
    private let source: @Sendable () throws -> CredentialSource

    init(
        configuration: ClientConfiguration,
        transport: Transport,
        signer: Signer,
        source: @escaping @Sendable () throws -> CredentialSource
    ) {
        region = configuration.region
        endpoints = configuration.endpoints
        self.transport = transport
        self.signer = signer
        self.source = source
    }

    /// Where a service's requests go.
    package func endpoint(for service: AWSService) -> Endpoint {
        endpoints[service]
    }

    /// Calls an operation of a service that speaks JSON 1.1.
    ///
    /// - Parameters:
    ///   - service: The service.
    ///   - operation: AWS's name of the operation, such as `DescribeServices`.
    ///   - input: The operation's input, in AWS's own member names.
    ///   - idempotency: What may be done when it is not known whether the call had its effect; nil means
    ///     `.repeatable` for reads and `.onlyIfNotReceived` for all else.
    /// - Throws: `AWSError`, `HTTPError`, `CredentialError`, `AWSConfigurationError`, or `CancellationError`.
    package func call(
        _ service: AWSService,
        _ operation: String,
        _ input: JSON,
        idempotency: Idempotency? = nil
    ) async throws -> JSON {
        let call = AWSCall(
            service,
            operation,
            json: input,
            idempotency: idempotency ?? .usual(of: operation)
        )
        let reply = try await transport.send(call, to: endpoints[service], signer: signer)
        if reply.body.isEmpty { return .object([:]) }
        guard let answer = try? JSON(parsing: reply.body), case .object = answer else {
            throw AWSError(unreadable: reply, to: service, operation)
        }
        return answer
    }

    /// Calls an action of a service that speaks the query protocol, and returns the root of its answer.
    ///
    /// - Parameter fields: The action's parameters, such as `("Names.member.1", "web")`.
    /// - Throws: As `call` does.
    package func query(
        _ service: AWSService,
        _ action: String,
        _ fields: [(String, String)],
        idempotency: Idempotency? = nil
    ) async throws -> XMLElement {
        let call = AWSCall(service, action, fields: fields, idempotency: idempotency ?? .usual(of: action))
        let reply = try await transport.send(call, to: endpoints[service], signer: signer)
        guard let answer = try? XMLElement(parsing: reply.body), answer.name == action + "Response" else {
            throw AWSError(unreadable: reply, to: service, action)
        }
        return answer
    }

    /// Where the credentials come from, in words; asks nobody.
    ///
    /// - Throws: `CredentialError` or `AWSConfigurationError` when the environment and the files do not say.
    package func credentialOrigin() throws -> String {
        try source().origin
    }

    /// Whether an operation that failed with this error may have had its effect all the same.
    package static func mayHaveTakenEffect(_ error: any Error) -> Bool {
        switch error {
        case let error as AWSError: error.mayHaveTakenEffect
        case let error as HTTPError: error.mayHaveTakenEffect
        case is CredentialError, is AWSConfigurationError: false
        default: true
        }
    }
}
