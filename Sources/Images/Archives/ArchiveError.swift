/// Why an engine's export is not the image it should be.
package enum ArchiveError: Error, Hashable, CustomStringConvertible {
    /// libarchive's own words.
    case unreadable(String)
    /// The stream ended before the archive did; `message` is what the engine wrote into it instead, if anything.
    case truncated(message: String?)
    /// An entry that has to be held in memory is larger than any real one.
    case entryTooLarge(name: String, limit: Int)
    /// An entry's bytes are not those its name promises.
    case digestMismatch(name: String, actual: Digest)
    /// A layer that the image, as inspected, does not have: it was changed during the export.
    case unexpectedLayer(Digest)
    case missing(String)
    case invalid(ManifestError)

    package var description: String {
        switch self {
        case .unreadable(let detail): "the export is no readable tar archive: \(detail)"
        case .truncated(.some(let message)): "the engine ended the export early: \(message)"
        case .truncated(nil): "the export ended early"
        case .entryTooLarge(let name, let limit): "'\(name)' in the export has more than \(limit) bytes"
        case .digestMismatch(let name, let actual): "the bytes of '\(name)' in the export have the digest \(actual)"
        case .unexpectedLayer(let digest):
            "the export holds a layer \(digest.short) that the image did not have when it was inspected"
        case .missing(let what): "the export lacks \(what)"
        case .invalid(let error): error.description
        }
    }
}
