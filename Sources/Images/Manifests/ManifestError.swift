/// Why a document is no manifest shipit can work with.
package enum ManifestError: Error, Hashable, CustomStringConvertible {
    case malformed(document: String, detail: String)
    /// Docker's schema 1, which names no configuration; registries stopped taking it.
    case schema1
    case unexpectedMediaType(String)
    case noPlatform(wanted: String, offered: [String])

    package var description: String {
        switch self {
        case .malformed(let document, let detail): "the \(document) cannot be read: \(detail)"
        case .schema1: "the manifest is of Docker's schema 1, which is no longer used"
        case .unexpectedMediaType(let type): "'\(type)' is not the media type of an image manifest"
        case .noPlatform(let wanted, let offered):
            "the image index has nothing for \(wanted); it offers \(offered.isEmpty ? "nothing" : offered.joined(separator: ", "))"
        }
    }
}
