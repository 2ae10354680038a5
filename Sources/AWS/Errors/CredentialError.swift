import HTTP

/// Why there are no credentials.
package enum CredentialError: Error, Sendable {
    /// Nothing anywhere; where it was looked.
    case notFound(tried: [String])
    /// An access key without its secret key, or the other way round.
    case incomplete(origin: String, missing: String)
    /// A profile wants something shipit does not do yet.
    case unsupported(origin: String, feature: String, profile: String)
    /// A role needs a one-time code of a device, which nobody is there to type.
    case needsDevice(profile: String)
    case invalidProfile(String, reason: String)
    case invalidSetting(String, reason: String)
    case expired(origin: String)
    /// A source of credentials did not give any.
    case unavailable(origin: String, reason: String, isTemporary: Bool = false)
    case roleRefused(role: String, cause: any Error)
}

extension CredentialError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notFound(let tried):
            "no AWS credentials were found (looked at: \(tried.joined(separator: ", "))); set AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, or name a profile"
        case .incomplete(let origin, let missing):
            "the credentials from \(origin) are incomplete: \(missing) is missing"
        case .unsupported(let origin, let feature, let profile):
            "\(origin) gets its credentials by \(feature), which shipit does not do yet; run"
                + " `eval \"$(aws configure export-credentials --profile \(profile) --format env)\"` first"
        case .needsDevice(let profile):
            "the profile '\(profile)' wants a one-time code (mfa_serial), which shipit does not ask for; run"
                + " `eval \"$(aws configure export-credentials --profile \(profile) --format env)\"` first"
        case .invalidProfile(let profile, let reason): "the AWS profile '\(profile)': \(reason)"
        case .invalidSetting(let name, let reason): "\(name): \(reason)"
        case .expired(let origin): "the credentials from \(origin) have expired: sign in again, or renew them there"
        case .unavailable(let origin, let reason, _): "no credentials from \(origin): \(reason)"
        case .roleRefused(let role, let cause): "cannot assume the role \(role): \(cause)"
        }
    }

    /// Whether the same attempt may well succeed later.
    package var isTemporary: Bool {
        switch self {
        case .roleRefused(_, let cause):
            (cause as? AWSError)?.isTemporary ?? (cause as? HTTPError)?.isTemporary ?? false
        case .unavailable(_, _, let isTemporary): isTemporary
        case .notFound, .incomplete, .unsupported, .needsDevice, .invalidProfile, .invalidSetting, .expired: false
        }
    }
}
