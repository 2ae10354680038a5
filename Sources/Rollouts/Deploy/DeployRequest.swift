import AWS

/// What is to be live: one service, one revision.
package struct DeployRequest: Sendable {
    /// Where the task definition comes from.
    package enum Source: Sendable {
        /// A body in AWS's member names.
        case template(JSON)
        /// The revision that is live now.
        case live
        /// The newest active revision of a family.
        case family(String)
    }

    package var service: ServiceReference
    package var source: Source
    /// The image of each container to set, by the container's name: `repository@sha256:…`.
    package var images: [String: String]
    /// What the revision is tagged with; `previous` and `state` are filled in by the deployment.
    package var release: Release
    /// The service in AWS's member names; nil only sets the revision of a service that exists.
    package var body: JSON?
    /// How many tasks, only where it was asked for: otherwise the count stays as it is, or the body's when creating.
    package var desiredCount: Int?
    /// Start a deployment even if nothing changed.
    package var force: Bool
    /// Replace a deployment that somebody else has under way.
    package var supersede: Bool
    /// Return once the deployment has begun.
    package var wait: Bool
    /// How long the deployment may take.
    package var timeout: Duration

    package init(
        service: ServiceReference,
        source: Source,
        images: [String: String],
        release: Release,
        body: JSON? = nil,
        desiredCount: Int? = nil,
        force: Bool = false,
        supersede: Bool = false,
        wait: Bool = true,
        timeout: Duration = .seconds(30 * 60)
    ) {
        self.service = service
        self.source = source
        self.images = images
        self.release = release
        self.body = body
        self.desiredCount = desiredCount
        self.force = force
        self.supersede = supersede
        self.wait = wait
        self.timeout = timeout
    }
}
