import Rollouts

/// What a deploy would do to one service.
package struct PlannedService: Sendable {
    package let name: String
    /// The image that would run, and how it is known.
    package let image: PlannedImage
    package let plan: DeployPlan
}

/// The image a plan speaks of.
package enum PlannedImage: Sendable, Hashable {
    /// It is in the registry already.
    case published(PublishedImage)
    /// It would be built and pushed; its digest is not known before.
    case toBuild(String)
    /// The task definition names its images itself.
    case asWritten
}
