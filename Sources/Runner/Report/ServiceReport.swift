/// What came of one service in a run.
package struct ServiceReport: Sendable, Hashable {
    /// Its name in the pipeline.
    package var name: String
    /// What came of it.
    package var verdict: RunSummary.Verdict
    /// A few words for a table: the revision that serves now, or why it failed.
    package var detail: String
    /// The version that serves at the end, where shipit's tags tell it.
    package var version: String?
    /// The revision that serves at the end, as `family:7`.
    package var revision: String?
    /// The revision that served before the run.
    package var previous: String?
    /// The image that was built or found, as `repository@sha256:…`.
    package var image: String?
    /// Why it is not as wanted; nil where it is.
    package var failure: RunFailure?

    package init(
        _ name: String,
        _ verdict: RunSummary.Verdict,
        detail: String = "",
        version: String? = nil,
        revision: String? = nil,
        previous: String? = nil,
        image: String? = nil,
        failure: RunFailure? = nil
    ) {
        self.name = name
        self.verdict = verdict
        self.detail = detail
        self.version = version
        self.revision = revision
        self.previous = previous
        self.image = image
        self.failure = failure
    }

    /// A service that failed, with the failure's own words.
    package init(_ name: String, failed failure: RunFailure) {
        self.init(name, failure.verdict, detail: failure.what, failure: failure)
    }
}
