import FoundationEssentials

/// The journals of past runs on this machine.
package struct JournalStore: Sendable {
    private let directory: StateDirectory

    package init(_ directory: StateDirectory) {
        self.directory = directory
    }

    /// The newest run that a condition holds for; nil when there is none.
    ///
    /// Journals that cannot be read, or are none, are passed over: other users' and newer versions' files
    /// may lie there.
    package func newest(where condition: (RunRecord) -> Bool) -> RunRecord? {
        let folder = directory.path + "/runs"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        // The names begin with the time, so that the order of names is the order of runs.
        for name in names.sorted(by: >) where name.hasSuffix(".jsonl") {
            guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
            if let record = RunRecord(text: Array(bytes)), condition(record) { return record }
        }
        return nil
    }

    /// The newest deploy from a pipeline file, to one environment where it is given.
    package func lastDeploy(from pipeline: String, environment: String?) -> RunRecord? {
        newest { record in
            record.start.verb == "deploy" && record.start.pipeline == pipeline
                && (environment == nil || record.start.environment == environment)
                && !record.changedServices.isEmpty
        }
    }
}
