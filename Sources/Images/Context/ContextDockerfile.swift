import Hashing

/// The Dockerfile of a build context.
struct ContextDockerfile: Sendable {
    enum Place: Sendable {
        /// In the directory, without links.
        case inside(ContextPath)
        /// Elsewhere, and added to the archive.
        case injected(ContextEntry, content: [UInt8])
    }

    /// Where it was asked for.
    let path: String
    let place: Place

    /// Its name in the archive.
    var name: String {
        switch place {
        case .inside(let path): path.description
        case .injected(let entry, _): entry.path.description
        }
    }

    /// Finds the Dockerfile of a context whose root is given without links.
    static func locate(_ dockerfile: String?, in root: String) throws(BuildContextError) -> ContextDockerfile {
        let path = written(dockerfile, in: root)
        guard let real = LocalFile.resolve(path) else {
            throw .dockerfileMissing(path, similar: LocalFile.namesLikeDockerfile(beside: path))
        }
        guard LocalFile.isRegular(real) else { throw .dockerfileNotFile(path) }
        let prefix = root == "/" ? "/" : root + "/"
        if real.utf8.starts(with: prefix.utf8) {
            return ContextDockerfile(
                path: path,
                place: .inside(ContextPath(Array(real.utf8.dropFirst(prefix.utf8.count))))
            )
        }
        let content = try LocalFile.read(real) ?? []
        return ContextDockerfile(path: path, place: .injected(entry(for: content), content: content))
    }

    private static func written(_ dockerfile: String?, in root: String) -> String {
        if let dockerfile { return dockerfile.hasPrefix("/") ? dockerfile : root + "/" + dockerfile }
        let names = ["Dockerfile", "dockerfile"].map { root + "/" + $0 }
        return names.first { LocalFile.resolve($0) != nil } ?? names[0]
    }

    /// The name comes from the content, so that the same build sends the same archive and hits the engine's cache.
    private static func entry(for content: [UInt8]) -> ContextEntry {
        let name = ".dockerfile." + Digest(of: content).hexadecimal.prefix(20)
        return ContextEntry(
            path: ContextPath(name),
            kind: .file(size: content.count),
            permissions: 0o600,
            modified: 0,
            identity: ContextEntry.Identity(device: 0, inode: 0),
            isLinked: false
        )
    }
}
