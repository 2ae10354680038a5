/// A step of a build as far as it is known: an instruction, the pull of a base image, the export of the image…
package struct BuildStep: Hashable, Sendable, Identifiable {
    /// How far a step is.
    package enum State: Hashable, Sendable {
        case waiting
        case running
        case finished
        /// Its result was there from an earlier build.
        case cached
        /// With the builder's words.
        case failed(String)
    }

    /// What tells it from the other steps of the same build.
    package let id: String
    /// The builder's name for it, such as `[2/3] RUN make`.
    package let name: String
    package var state: State
    /// How long it ran, all its runs together; nil when the builder does not tell, and while it runs.
    package var duration: Duration?

    package init(id: String, name: String, state: State = .waiting, duration: Duration? = nil) {
        self.id = id
        self.name = name
        self.state = state
        self.duration = duration
    }

    /// The instruction of the Dockerfile behind it; nil for the builder's own steps.
    package var dockerfileStep: DockerfileStep? { DockerfileStep(parsing: name) }

    /// The base image whose manifest the step reads; nil for other steps.
    package var baseImage: String? {
        let prefix = "[internal] load metadata for "
        return name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : nil
    }

    /// Whether it is the builder's housekeeping rather than something the Dockerfile asks for.
    package var isInternal: Bool { name.hasPrefix("[internal]") }
}
