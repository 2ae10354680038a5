/// The name of an image in a registry: `host/repository:tag@digest`.
///
/// Parsed by the rules of the distribution project's reference grammar, as docker does: a first
/// component is a host when it contains a dot or a colon or is `localhost`; without one the image
/// lives on Docker Hub, where one-word names mean `library/NAME`.
package struct ImageReference: Hashable, Sendable {
    package let registry: RegistryHost
    package let repository: RepositoryName
    package var tag: ImageTag?
    package var digest: Digest?

    package init(registry: RegistryHost, repository: RepositoryName, tag: ImageTag? = nil, digest: Digest? = nil) {
        self.registry = registry
        self.repository = repository
        self.tag = tag
        self.digest = digest
    }

    /// Parses a reference as a person writes it.
    ///
    /// - Throws: `ImageReferenceError` that says which part is wrong.
    package init(parsing text: String) throws(ImageReferenceError) {
        var rest = Substring(text)
        if let at = rest.firstIndex(of: "@") {
            let written = rest[rest.index(after: at)...]
            guard let digest = Digest(written) else { throw .invalidDigest(String(written)) }
            self.digest = digest
            rest = rest[..<at]
        }
        let lastComponent = rest.lastIndex(of: "/").map { rest[rest.index(after: $0)...] } ?? rest
        if let colon = lastComponent.lastIndex(of: ":") {
            let written = rest[rest.index(after: colon)...]
            guard let tag = ImageTag(written) else { throw .invalidTag(String(written)) }
            self.tag = tag
            rest = rest[..<colon]
        }
        let slash = rest.firstIndex(of: "/")
        let first = slash.map { rest[..<$0] }
        if let slash, let first, first.contains(where: { $0 == "." || $0 == ":" }) || first == "localhost" {
            guard let host = RegistryHost(first) else { throw .invalidHost(String(first)) }
            self.registry = host
            rest = rest[rest.index(after: slash)...]
        } else {
            self.registry = .dockerHub
            if slash == nil { rest = "library/" + rest }
        }
        guard let repository = RepositoryName(rest) else { throw .invalidRepository(String(rest)) }
        self.repository = repository
    }
}

extension ImageReference: CustomStringConvertible {
    /// The reference in full, host included, as every engine and registry accepts it.
    package var description: String {
        var text = "\(registry)/\(repository)"
        if let tag { text += ":\(tag)" }
        if let digest { text += "@\(digest)" }
        return text
    }
}
