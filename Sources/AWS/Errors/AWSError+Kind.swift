extension AWSError {
    /// Whether the same call may well succeed later.
    package var isTemporary: Bool {
        isThrottling || Self.transientCodes.contains(code) || [500, 502, 503, 504].contains(status)
    }

    /// Whether AWS refused the call because there were too many.
    package var isThrottling: Bool {
        Self.throttlingCodes.contains(code) || status == 429
    }

    /// Whether the credentials were good once and are no longer.
    package var isExpiredCredentials: Bool {
        ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired"].contains(code)
            || (code == "RequestExpired" && message.lowercased().contains("token"))
    }

    /// Whether AWS does not accept the credentials at all: unknown key, wrong secret, wrong token.
    package var isRejectedCredentials: Bool {
        Self.rejectionCodes.contains(code)
    }

    /// Whether the credentials are good but may not do this.
    package var isAccessDenied: Bool {
        ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "AuthorizationError"].contains(code)
    }

    /// Whether what the call named does not exist.
    package var isNotFound: Bool {
        let names = ["NotFound", "NotFoundException", "NotFoundFault", "DoesNotExist", "NoSuchEntity"]
        return names.contains { code.hasSuffix($0) } || code.hasSuffix(".NotFound")
    }

    /// Whether the request may have had its effect although an error came back: AWS failed inside, or something
    /// between answered in its place. A refusal (4xx, throttling) had none.
    package var mayHaveTakenEffect: Bool {
        status >= 500 && !isThrottling || (200..<300).contains(status)
    }

    /// Whether AWS said that the request's time is wrong, or may have meant it: such errors are retried once
    /// when the clocks differ.
    var mayBeClockSkew: Bool {
        ["RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "AuthFailure"].contains(code)
            || Self.signatureCodes.contains(code)
    }

    /// botocore's list (retries/standard.py); the answer's status decides beside it.
    private static let transientCodes: Set<String> = [
        "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete",
    ]

    /// botocore's list (retries/standard.py).
    private static let throttlingCodes: Set<String> = [
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
        "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
        "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "SlowDown",
        "EC2ThrottledException",
    ]

    private static let signatureCodes: Set<String> = ["InvalidSignatureException", "SignatureDoesNotMatch"]

    private static let rejectionCodes: Set<String> = [
        "UnrecognizedClientException", "InvalidClientTokenId", "InvalidAccessKeyId", "InvalidSignatureException",
        "SignatureDoesNotMatch", "IncompleteSignature", "MissingAuthenticationToken",
        "MissingAuthenticationTokenException", "AuthFailure", "InvalidToken",
    ]
}
