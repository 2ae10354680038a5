import FoundationEssentials
import HTTP

extension RetryState.Failure {
    /// Clocks that differ by less are not why a signature was refused (the rule of AWS's SDKs).
    private static let toleratedSkew: TimeInterval = 240

    /// - Parameter signedAt: The moment the request was signed with.
    init(_ error: AWSError, signedAt: Date) {
        let skew = error.date.map { $0.timeIntervalSince(signedAt) } ?? 0
        let kind: Kind =
            if error.mayBeClockSkew, abs(skew) > Self.toleratedSkew {
                .clockSkew(.seconds(skew))
            } else if error.isExpiredCredentials {
                .expiredCredentials
            } else if error.isThrottling {
                .throttling
            } else if error.isTemporary {
                .transient
            } else {
                .permanent
            }
        self.init(kind, mayHaveTakenEffect: error.mayHaveTakenEffect, retryAfter: error.retryAfter)
    }

    init(_ error: HTTPError) {
        self.init(error.isTemporary ? .transient : .permanent, mayHaveTakenEffect: error.mayHaveTakenEffect)
    }
}

extension HTTPError {
    /// Whether the request may have had its effect although no answer came: false only while nothing was sent.
    package var mayHaveTakenEffect: Bool {
        switch cause {
        case .invalidURL, .cannotResolveHost, .cannotConnect, .tls, .connectTimeout: false
        case .stalled, .connectionLost, .bodyTooLarge, .upgradeRefused, .other: true
        }
    }
}
