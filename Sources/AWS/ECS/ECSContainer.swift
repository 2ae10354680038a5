/// A container of a task.
package struct ECSContainer: Hashable, Sendable {
    package let name: String
    package let image: String?
    /// The digest that really runs, once the image was pulled.
    package let imageDigest: String?
    package let lastStatus: String
    /// Absent when the container never ran.
    package let exitCode: Int?
    /// The agent's sentence, such as `OutOfMemoryError: Container killed due to memory usage`.
    package let reason: String?
    package let healthStatus: String?

    package init?(_ json: JSON) {
        guard let name = json["name"]?.string else { return nil }
        self.name = name
        image = json["image"]?.string
        imageDigest = json["imageDigest"]?.string
        lastStatus = json["lastStatus"]?.string ?? ""
        exitCode = json["exitCode"]?.integer
        reason = json["reason"]?.string
        healthStatus = json["healthStatus"]?.string
    }
}
