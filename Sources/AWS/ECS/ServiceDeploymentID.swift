/// The id of one deployment in a service's list of deployments, such as `ecs-svc/1234567890123456789`.
///
/// It is what tells our own deployment from somebody else's; tasks carry it in `startedBy`.
package struct ServiceDeploymentID: Hashable, Sendable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) {
        self.text = text
    }

    package var description: String { text }
}
