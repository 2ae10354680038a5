import HTTP

/// What settings, environment and profile together say about region, endpoints, TLS and retries.
struct ClientConfiguration: Sendable, Hashable {
    let region: String
    let endpoints: EndpointResolver
    let tls: TLSSettings
    let maxAttempts: Int

    init(
        settings: AWSSettings,
        environment: [String: String],
        profile: Profile,
        configuration: SharedConfiguration
    ) throws(AWSConfigurationError) {
        let lookup = SettingLookup(environment: environment, profile: profile)
        let region = try Self.region(settings, lookup)
        self.region = region
        endpoints = try EndpointResolver(
            settings: settings,
            lookup: lookup,
            configuration: configuration,
            region: region
        )
        var tls = TLSSettings()
        if let bundle = lookup.text(["AWS_CA_BUNDLE"], "ca_bundle") {
            tls.authorities = SharedFiles.expandingHome(bundle, environment)
        }
        self.tls = tls
        maxAttempts = try Self.maxAttempts(settings, lookup)
    }

    private static func region(_ settings: AWSSettings, _ lookup: SettingLookup) throws(AWSConfigurationError) -> String
    {
        let (text, origin): (String?, String) =
            if let region = settings.region {
                (region, "the setting `region`")
            } else {
                (
                    lookup.text(["AWS_REGION", "AWS_DEFAULT_REGION"], "region"),
                    "AWS_REGION, AWS_DEFAULT_REGION or the profile's `region`"
                )
            }
        guard let text, !text.isEmpty else { throw .noRegion }
        guard EndpointRules.isRegionName(text) else { throw .invalidRegion(text, from: origin) }
        return text
    }

    private static func maxAttempts(
        _ settings: AWSSettings,
        _ lookup: SettingLookup
    ) throws(AWSConfigurationError) -> Int {
        if let attempts = settings.maxAttempts { return attempts }
        guard let text = lookup.text(["AWS_MAX_ATTEMPTS"], "max_attempts") else { return 3 }
        guard let attempts = Int(text), attempts > 0 else { throw .invalidValue(text, of: "AWS_MAX_ATTEMPTS") }
        return attempts
    }
}
