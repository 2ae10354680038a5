/// A service revision: what a service was set to at one time.
package struct ServiceRevision: Hashable, Sendable {
    package let arn: String
    package let taskDefinition: TaskDefinitionARN?
    /// The digest that each container really ran, by the container's name.
    package let imageDigests: [String: String]
    package let document: JSON

    package init?(_ json: JSON) {
        guard let arn = json["serviceRevisionArn"]?.string else { return nil }
        self.arn = arn
        taskDefinition = json["taskDefinition"]?.string.flatMap { TaskDefinitionARN($0) }
        var digests: [String: String] = [:]
        for image in json["containerImages"]?.array ?? [] {
            guard let name = image["containerName"]?.string, let digest = image["imageDigest"]?.string else { continue }
            digests[name] = digest
        }
        imageDigests = digests
        document = json
    }
}
