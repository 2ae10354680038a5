import FoundationEssentials
import Images

/// The record of earlier pushes on disk, one file a registry.
///
/// Written whole and moved into place, so that a reader never sees half of one. Runs side by side may lose each
/// other's additions, which costs a question to the registry and nothing else.
package struct PushCache: Sendable {
    private let directory: String

    /// - Parameter directory: Where the files are; made when the first is written.
    package init(directory: String) {
        self.directory = directory
    }

    /// The record of a registry; an empty one, with a word on why, when there is none to be read.
    func read(_ registry: RegistryHost) -> (record: PushRecord, note: String?) {
        guard let data = FileManager.default.contents(atPath: path(registry)) else { return (PushRecord(), nil) }
        guard let record = try? JSONDecoder().decode(PushRecord.self, from: data),
            record.version == PushRecord.currentVersion
        else { return (PushRecord(), "the cache of earlier pushes at \(path(registry)) is damaged and is not used") }
        return (record, nil)
    }

    /// Keeps a record; a failure is returned in words, because a push does not fail of it.
    func write(_ record: PushRecord, for registry: RegistryHost) -> String? {
        do {
            try FileManager.default.createDirectory(
                atPath: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            try encoder.encode(record).write(to: URL(filePath: path(registry)), options: .atomic)
            return nil
        } catch {
            return "the cache of pushes at \(path(registry)) cannot be written"
        }
    }

    private func path(_ registry: RegistryHost) -> String {
        let name = registry.description.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" }
        return "\(directory)/pushes-\(String(name)).json"
    }
}
