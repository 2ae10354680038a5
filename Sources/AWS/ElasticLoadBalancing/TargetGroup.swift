/// A target group of a load balancer.
package struct TargetGroup: Sendable, Hashable {
    /// Unique in account and region.
    package let name: String
    /// What AWS wants in its place.
    package let arn: String

    init?(_ element: XMLElement) {
        guard let name = element.text("TargetGroupName"), let arn = element.text("TargetGroupArn") else { return nil }
        self.name = name
        self.arn = arn
    }
}
