/// Knows the endpoint of every service: configured ones first, in AWS's order, then AWS's own.
///
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html)
struct EndpointResolver: Sendable, Hashable {
    private var endpoints: [AWSService: Endpoint] = [:]

    init(
        settings: AWSSettings,
        lookup: SettingLookup,
        configuration: SharedConfiguration,
        region: String
    ) throws(AWSConfigurationError) {
        let rules = EndpointRules(
            usesFIPS: lookup.flag("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint"),
            usesDualStack: lookup.flag("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
        )
        let services = try Self.services(lookup, configuration)
        for service in AWSService.allCases {
            guard let usual = rules.endpoint(of: service, in: region) else {
                throw .invalidRegion(region, from: "the region")
            }
            guard let (text, origin) = Self.configured(service, settings, lookup, services) else {
                endpoints[service] = usual
                continue
            }
            guard let endpoint = Endpoint(text, signingRegion: usual.signingRegion) else {
                throw .invalidEndpoint(text, from: origin)
            }
            endpoints[service] = endpoint
        }
    }

    subscript(service: AWSService) -> Endpoint {
        guard let endpoint = endpoints[service] else { preconditionFailure("every service has an endpoint") }
        return endpoint
    }

    private static func configured(
        _ service: AWSService,
        _ settings: AWSSettings,
        _ lookup: SettingLookup,
        _ services: [String: [String: String]]
    ) -> (url: String, origin: String)? {
        if let endpoint = settings.endpoint { return (endpoint, "the setting `endpoint`") }
        if lookup.flag("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls") { return nil }
        let own = "AWS_ENDPOINT_URL_" + service.configurationName
        if let url = lookup.text([own]) { return (url, own) }
        if let url = lookup.text(["AWS_ENDPOINT_URL"]) { return (url, "AWS_ENDPOINT_URL") }
        let profile = "the profile '\(lookup.profile.name)'"
        if let url = services[service.configurationName.lowercased()]?["endpoint_url"], !url.isEmpty {
            return (url, "the services section of \(profile)")
        }
        return lookup.text([], "endpoint_url").map { ($0, profile) }
    }

    private static func services(
        _ lookup: SettingLookup,
        _ configuration: SharedConfiguration
    ) throws(AWSConfigurationError) -> [String: [String: String]] {
        guard let name = lookup.profile["services"] else { return [:] }
        guard let services = configuration.services[name] else {
            throw .unknownServices(name, profile: lookup.profile.name)
        }
        return services
    }
}
