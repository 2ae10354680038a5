/// AWS's own endpoints: the host names of services in regions.
struct EndpointRules: Sendable, Hashable {
    var usesFIPS = false
    var usesDualStack = false

    /// The endpoint of a service in a region.
    ///
    /// - Returns: nil when the region's name cannot be part of a host name.
    func endpoint(of service: AWSService, in region: String) -> Endpoint? {
        guard Self.isRegionName(region) else { return nil }
        let partition = Partition(region: region)
        if service == .iam, let global = globalIAM(partition) { return global }
        let suffix = usesDualStack ? partition.dualStackSuffix : partition.suffix
        let host = "\(prefix(of: service, partition)).\(region).\(suffix)"
        return Endpoint("https://\(host)/", signingRegion: region)
    }

    /// Whether a text can be a region: lower-case letters, digits and hyphens.
    static func isRegionName(_ text: String) -> Bool {
        !text.isEmpty && text.count <= 63 && !text.hasPrefix("-") && !text.hasSuffix("-")
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
            }
    }

    private func prefix(of service: AWSService, _ partition: Partition) -> String {
        if service == .ecr { return usesFIPS ? "ecr-fips" : usesDualStack ? "ecr" : "api.ecr" }
        // The plain endpoints of these services are the FIPS endpoints in GovCloud.
        let isPlainInGovernment = [.ec2, .ssm, .elasticLoadBalancing, .logs, .sts].contains(service)
        if usesFIPS, !usesDualStack, partition == .government, isPlainInGovernment { return service.signingName }
        return service.signingName + (usesFIPS ? "-fips" : "")
    }

    /// IAM has one endpoint in a partition, signed for the partition's first region.
    private func globalIAM(_ partition: Partition) -> Endpoint? {
        let fips = usesFIPS ? "-fips" : ""
        if usesDualStack, !usesFIPS, partition == .commercial {
            return Endpoint("https://iam.global.api.aws/", signingRegion: "us-east-1")
        }
        return switch partition {
        case .commercial: Endpoint("https://iam\(fips).amazonaws.com/", signingRegion: "us-east-1")
        case .china: Endpoint("https://iam.cn-north-1.amazonaws.com.cn/", signingRegion: "cn-north-1")
        case .government: Endpoint("https://iam.us-gov.amazonaws.com/", signingRegion: "us-gov-west-1")
        case .iso: Endpoint("https://iam.us-iso-east-1.c2s.ic.gov/", signingRegion: "us-iso-east-1")
        case .isoB: Endpoint("https://iam.us-isob-east-1.sc2s.sgov.gov/", signingRegion: "us-isob-east-1")
        case .isoE, .isoF, .europeanSovereign: nil
        }
    }
}
