/// What an error of a call to ECS means for what to do next.
package enum ECSFault {
    /// Whether this place lacks the operation, as emulators, old regions and narrow permissions do.
    package static func saysOperationIsMissing(_ error: any Error) -> Bool {
        guard let error = error as? AWSError else { return false }
        let codes = [
            "InvalidAction", "UnknownOperationException", "UnsupportedFeatureException", "NotImplemented",
            "UnsupportedOperationException", "NotImplementedError",
        ]
        return codes.contains(error.code) || error.status == 501 || error.isAccessDenied
            // moto answers what it lacks with status 500 and a page of HTML.
            || error.status == 500 && error.code == AWSError.unexpectedAnswer
    }

    /// Whether the call may have taken effect although it ended in an error: the answer was lost.
    package static func isAmbiguous(_ error: any Error) -> Bool {
        !(error is CancellationError) && AWSClient.mayHaveTakenEffect(error)
    }

    /// Whether the credentials are missing, not accepted, or lack the permission.
    package static func isDenied(_ error: any Error) -> Bool {
        switch error {
        case let error as AWSError: error.isAccessDenied || error.isExpiredCredentials || error.isRejectedCredentials
        case is CredentialError: true
        default: false
        }
    }

    /// AWS's own code, such as `ClusterNotFoundException`; nil for an error that is not AWS's.
    package static func code(of error: any Error) -> String? {
        (error as? AWSError)?.code
    }
}
