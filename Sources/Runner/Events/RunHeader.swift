/// What a run is about to do.
package struct RunHeader: Sendable, Hashable {
    /// Names the run in the journal and in the tags of what it made.
    package var id: String
    /// The command: `deploy`, `rollback`, …
    package var verb: String
    /// Where to; nil for a run on no environment.
    package var environment: String?
    /// The version that is built or deployed; nil where there is none.
    package var version: String?
    /// In the order in which the run takes them.
    package var services: [String]

    package init(id: String, verb: String, environment: String? = nil, version: String? = nil, services: [String]) {
        self.id = id
        self.verb = verb
        self.environment = environment
        self.version = version
        self.services = services
    }
}
