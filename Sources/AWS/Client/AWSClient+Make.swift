import HTTP

extension AWSClient {
    /// Makes a client from what a pipeline, the environment and AWS's shared files say; asks nobody yet.
    ///
    /// - Parameters:
    ///   - settings: What the pipeline or the command line says; it wins.
    ///   - environment: The process's environment variables.
    ///   - timing: Clock, chance and waiting.
    /// - Throws: `AWSConfigurationError`.
    package static func make(
        _ settings: AWSSettings = AWSSettings(),
        environment: [String: String],
        http: HTTPClient,
        timing: Timing = .live
    ) throws(AWSConfigurationError) -> AWSClient {
        let shared = try SharedConfiguration(environment: environment)
        let selection = ProfileSelection(settings: settings, environment: environment)
        try selection.check(against: shared)
        let configuration = try ClientConfiguration(
            settings: settings,
            environment: environment,
            profile: shared.profiles[selection.name] ?? Profile(name: selection.name),
            configuration: shared
        )
        let transport = Transport(
            http: http,
            timing: timing,
            tls: configuration.tls,
            maxAttempts: configuration.maxAttempts
        )
        let fetcher = CredentialFetcher(
            http: http,
            timing: timing,
            transport: transport,
            sts: configuration.endpoints[.sts]
        )
        // The files are read anew at each refresh: whoever renewed them there need not start again here.
        let source: @Sendable () throws -> CredentialSource = {
            let chain = CredentialChain(
                environment: environment,
                configuration: try SharedConfiguration(environment: environment),
                selection: selection
            )
            return try chain.source(assuming: settings)
        }
        let provider = CredentialProvider(timing: timing) { try await fetcher.credentials(from: source()) }
        return AWSClient(
            configuration: configuration,
            transport: transport,
            signer: Signer(provider),
            source: source
        )
    }
}
