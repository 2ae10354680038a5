import FoundationEssentials

/// Where credentials come from: what the chain decided on, before anything is asked.
indirect enum CredentialSource: Sendable, Hashable {
    case keys(Credentials, origin: String)
    case role(AssumedRole, base: CredentialSource)
    case webIdentity(WebIdentity)
    case container(ContainerEndpoint)
    case instance(InstanceMetadata)

    /// The source in words.
    var origin: String {
        switch self {
        case .keys(_, let origin): origin
        case .role(let role, let base): "the role \(role.roleARN), assumed with \(base.origin)"
        case .webIdentity(let identity): "the role \(identity.roleARN), assumed with \(identity.token.origin)"
        case .container(let container): "the container's endpoint \(container.shownURL)"
        case .instance: "the instance's metadata service"
        }
    }
}

/// A role to be assumed with other credentials.
struct AssumedRole: Sendable, Hashable {
    let roleARN: String
    var externalID: String?
    var sessionName: String?
    /// Seconds; nil takes AWS's usual hour.
    var duration: Int?
}
