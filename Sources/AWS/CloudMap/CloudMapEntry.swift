/// A namespace of Cloud Map, or a service in one.
package struct CloudMapEntry: Sendable, Hashable {
    /// Such as `ns-…` or `srv-…`.
    package let id: String
    /// What AWS wants in the name's place.
    package let arn: String
    /// Not unique among namespaces.
    package let name: String

    init?(_ body: JSON) {
        guard let id = body["Id"]?.string, let arn = body["Arn"]?.string, let name = body["Name"]?.string else {
            return nil
        }
        self.id = id
        self.arn = arn
        self.name = name
    }
}
