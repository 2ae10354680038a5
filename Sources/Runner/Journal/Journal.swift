import FoundationEssentials
import Synchronization

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The journal of one run: a file of JSON lines that grows entry by entry and survives the run's death.
///
/// Each entry is one `write` to a file opened for appending, so that a killed run leaves whole lines.
/// The file is readable by its owner only.
package final class Journal: Sendable {
    /// The journal's file.
    package let path: String
    private let descriptor: Int32

    /// Creates the journal of a run below a state directory.
    ///
    /// - Throws: `JournalError` when the directory or file cannot be made.
    package init(in directory: StateDirectory, for id: RunID) throws {
        let folder = try directory.make("runs")
        path = "\(folder)/\(id).jsonl"
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw JournalError(path: path, code: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Appends an entry.
    ///
    /// - Throws: `JournalError` when the disk does not take it: what is not in the journal must not be done.
    package func append(_ entry: JournalEntry) throws {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var line = Array(try encoder.encode(entry))
        line.append(UInt8(ascii: "\n"))
        guard write(descriptor, line, line.count) == line.count else { throw JournalError(path: path, code: errno) }
    }
}
