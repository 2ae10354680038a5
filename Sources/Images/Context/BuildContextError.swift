/// Why a build context cannot be sent.
package enum BuildContextError: Error, Hashable, CustomStringConvertible {
    case directoryMissing(String)
    case notDirectory(String)
    /// No Dockerfile under the name; `similar` lists names beside it that look like one.
    case dockerfileMissing(String, similar: [String])
    case dockerfileNotFile(String)
    /// A file that is read whole is larger than anything meant for its purpose.
    case tooLarge(String, limit: Int)
    /// The system refused an operation on a file, with its error number.
    case system(operation: Operation, path: String, code: Int32)
    /// The file was not the same at the end of reading as at the beginning.
    case changed(String)
    /// The entry has no form in a tar archive, in libarchive's words.
    case archive(String, message: String)

    /// What the system was asked to do with a file.
    package enum Operation: String, Sendable {
        case examine
        case list
        case open
        case read
    }

    package var description: String {
        switch self {
        case .directoryMissing(let path): "the build context '\(path)' does not exist"
        case .notDirectory(let path): "the build context '\(path)' is not a directory"
        case .dockerfileMissing(let path, _): "there is no Dockerfile '\(path)'"
        case .dockerfileNotFile(let path): "the Dockerfile '\(path)' is not a file"
        case .tooLarge(let path, let limit): "'\(path)' has more than \(limit >> 20) MiB"
        case .system(let operation, let path, let code):
            "cannot \(operation.rawValue) '\(path)': \(SystemMessage.text(of: code))"
        case .changed(let path): "'\(path)' changed while it was read for the build context"
        case .archive(let path, let message): "cannot send '\(path)' in the build context: \(message)"
        }
    }

    /// What to do about it; nil where the description says it all.
    package var hint: String? {
        switch self {
        case .dockerfileMissing(_, let similar):
            similar.isEmpty
                ? nil
                : "did you mean \(similar.map { "'\($0)'" }.joined(separator: " or "))?"
        case .system(.examine, _, _), .system(.list, _, _), .system(.open, _, _), .system(.read, _, _), .archive:
            "make it readable, or leave it out with a line in .dockerignore"
        case .changed: "run it again when nothing writes there, or leave the file out with a line in .dockerignore"
        case .directoryMissing, .notDirectory, .dockerfileNotFile, .tooLarge: nil
        }
    }
}
