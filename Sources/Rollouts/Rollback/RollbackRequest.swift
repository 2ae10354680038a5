/// What to go back to.
package struct RollbackRequest: Sendable {
    /// What to go back to.
    package enum Target: Hashable, Sendable {
        /// The last good revision.
        case lastGood
        /// A version, `family:7`, `7` or an ARN.
        case named(String)

        /// What `--to` was given, if anything.
        package init(_ text: String?) {
            self = text.map { .named($0) } ?? .lastGood
        }
    }

    package var service: ServiceReference
    package var target: Target
    package var wait: Bool
    package var timeout: Duration

    package init(
        service: ServiceReference,
        target: Target = .lastGood,
        wait: Bool = true,
        timeout: Duration = .seconds(30 * 60)
    ) {
        self.service = service
        self.target = target
        self.wait = wait
        self.timeout = timeout
    }
}
