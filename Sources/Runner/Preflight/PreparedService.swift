import AWS
import Pipelines
import Rollouts

/// A service that has passed the preflight: everything about it is known but the image's digest.
struct PreparedService: Sendable {
    let release: ServiceRelease
    let reference: ServiceReference
    /// The service's body with ids and ARNs in place of names.
    let body: JSON
    /// What was live before.
    var live: TaskDefinitionARN?
    /// The container that receives the image when the live revision is the base.
    var liveContainer: String?

    init(release: ServiceRelease, reference: ServiceReference, body: JSON) {
        self.release = release
        self.reference = reference
        self.body = body
    }
}
