/// What an error of a call to ECS means for what to do next.
package enum ECSFault {
    /// Whether this place lacks the operation, as emulators, old regions and narrow permissions do.
    package static func saysOperationIsMissing(_ error: any Error) -> Bool {
        false
    }

    /// Whether the call may have taken effect although it ended in an error: the answer was lost.
    package static func isAmbiguous(_ error: any Error) -> Bool {
        false
    }

    /// Whether the credentials are not accepted or lack the permission.
    package static func isDenied(_ error: any Error) -> Bool {
        false
    }

    /// AWS's own code, such as `ClusterNotFoundException`.
    package static func code(of error: any Error) -> String? {
        nil
    }
}
