/// What shipit writes on a revision of a task definition, and reads from it again.
package struct Release: Hashable, Sendable {
    /// The service's name in the pipeline.
    package var service: String
    package var environment: String
    package var version: String
    /// The image's digest, such as `sha256:…`.
    package var digest: String?
    /// The commit it was built from.
    package var commit: String?
    /// The execution of shipit that registered it.
    package var run: String?
    /// The revision that was live before, as `family:revision`.
    package var previous: String?
    package var state: ReleaseState

    package init(
        service: String,
        environment: String,
        version: String,
        digest: String? = nil,
        commit: String? = nil,
        run: String? = nil,
        previous: String? = nil,
        state: ReleaseState = .pending
    ) {
        self.service = service
        self.environment = environment
        self.version = version
        self.digest = digest
        self.commit = commit
        self.run = run
        self.previous = previous
        self.state = state
    }
}
