/// Which service is meant: its cluster and its name.
package struct ServiceReference: Hashable, Sendable, CustomStringConvertible {
    /// The cluster's name or ARN.
    package let cluster: String
    package let name: String

    package init(cluster: String, name: String) {
        self.cluster = cluster
        self.name = name
    }

    package var description: String { "\(cluster)/\(name)" }
}
