/// A part of AWS with host names and accounts of its own.
enum Partition: Sendable, CaseIterable {
    case commercial
    case china
    case government
    case iso
    case isoB
    case isoE
    case isoF
    case europeanSovereign

    /// The partition a region belongs to, by its prefix; regions yet unknown are commercial ones.
    init(region: String) {
        let prefixes: [(String, Partition)] = [
            ("cn-", .china), ("us-gov-", .government), ("us-isob-", .isoB), ("us-isof-", .isoF), ("us-iso-", .iso),
            ("eu-isoe-", .isoE), ("eusc-", .europeanSovereign),
        ]
        self = prefixes.first { region.hasPrefix($0.0) }?.1 ?? .commercial
    }

    var suffix: String {
        switch self {
        case .commercial, .government: "amazonaws.com"
        case .china: "amazonaws.com.cn"
        case .iso: "c2s.ic.gov"
        case .isoB: "sc2s.sgov.gov"
        case .isoE: "cloud.adc-e.uk"
        case .isoF: "csp.hci.ic.gov"
        case .europeanSovereign: "amazonaws.eu"
        }
    }

    /// The suffix of endpoints that speak IPv6 too.
    var dualStackSuffix: String {
        switch self {
        case .commercial, .government: "api.aws"
        case .china: "api.amazonwebservices.com.cn"
        case .iso: "api.aws.ic.gov"
        case .isoB: "api.aws.scloud"
        case .isoE: "api.cloud-aws.adc-e.uk"
        case .isoF: "api.aws.hci.ic.gov"
        case .europeanSovereign: "api.amazonwebservices.eu"
        }
    }
}
