import Rollouts

/// What a deploy would do to one service.
package struct PlannedService: Sendable {
    /// Its name in the pipeline.
    package let name: String
    /// The image that would run, and how it is known.
    package let image: PlannedImage
    /// What a deploy would change of it.
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
