/// Which part of an image reference cannot be one.
package enum ImageReferenceError: Error, Hashable, CustomStringConvertible {
    case invalidHost(String)
    case invalidRepository(String)
    case invalidTag(String)
    case invalidDigest(String)

    package var description: String {
        switch self {
        case .invalidHost(let text): "'\(text)' is no registry host"
        case .invalidRepository(let text):
            "'\(text)' is no repository name: lower-case letters, digits and single separators (. _ - /)"
        case .invalidTag(let text):
            "'\(text)' is no tag: at most 128 letters, digits, '_', '.' and '-', not beginning with '.' or '-'"
        case .invalidDigest(let text): "'\(text)' is no digest: 'sha256:' and 64 lower-case digits"
        }
    }
}
