import FoundationEssentials

/// The metadata service of an EC2 instance, version 2.
///
/// (https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html)
struct InstanceMetadata: Sendable, Hashable {
    /// The service's root, without a slash at its end.
    let root: String
    /// Where credentials were looked for before, when the instance is the last one asked.
    var triedBefore: [String] = []

    /// - Returns: nil where the service is switched off.
    init?(lookup: SettingLookup) throws(CredentialError) {
        if lookup.flag("AWS_EC2_METADATA_DISABLED") { return nil }
        let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        if let named = lookup.text([variable], "ec2_metadata_service_endpoint") {
            guard let endpoint = Endpoint(named, signingRegion: "") else {
                throw .invalidSetting(variable, reason: "'\(named)' is not an http or https URL")
            }
            root = String(endpoint.url.absoluteString.dropLast())
        } else {
            let mode = lookup.text(["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"], "ec2_metadata_service_endpoint_mode")
            root = mode?.lowercased() == "ipv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254"
        }
    }
}
