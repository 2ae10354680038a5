/// How one target of a target group fares.
package struct TargetHealth: Sendable, Hashable {
    /// The target's address, instance id or ARN.
    package let target: String
    /// The port traffic is sent to.
    package let port: Int?
    /// AWS's word: `initial`, `healthy`, `unhealthy`, `unused`, `draining`, `unavailable`…
    package let state: String
    /// AWS's code, such as `Target.ResponseCodeMismatch`.
    package let reason: String?
    /// AWS's sentence, such as 'Health checks failed with these codes: [502]'.
    package let explanation: String?

    /// Whether the target gets traffic.
    package var isHealthy: Bool { state == "healthy" }

    init?(_ element: XMLElement) {
        guard let target = element.text("Target", "Id"), let state = element.text("TargetHealth", "State") else {
            return nil
        }
        self.target = target
        self.state = state
        port = element.text("Target", "Port").flatMap { Int($0) }
        reason = element.text("TargetHealth", "Reason")
        explanation = element.text("TargetHealth", "Description")
    }
}
