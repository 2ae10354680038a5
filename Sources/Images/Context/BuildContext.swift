/// What a build may copy from: a directory without what its ignore file leaves out, and its Dockerfile.
///
/// The filtering is done here because an engine that takes the context as a tar archive does none.
package struct BuildContext: Sendable {
    let directory: ContextDirectory
    let dockerfile: ContextDockerfile
    package let rules: IgnoreRules
    /// Sent whatever the rules say: the engine needs them, and drops them itself where it should.
    private let required: Set<ContextPath>

    /// Looks at the directory, its Dockerfile and its ignore file.
    ///
    /// `dockerfile` may lie outside the directory; a relative path starts at the directory. Without one
    /// it is `Dockerfile`, else `dockerfile`. `<Dockerfile>.dockerignore` beside the Dockerfile takes the
    /// place of the directory's `.dockerignore`.
    ///
    /// - Throws: `BuildContextError` or `IgnoreRulesError`.
    package init(directory: String, dockerfile: String? = nil) throws {
        let root = try LocalFile.directory(directory)
        let found = try ContextDockerfile.locate(dockerfile, in: root)
        var required: Set<ContextPath> = []
        if case .inside(let path) = found.place { required.insert(path) }
        if let content = try LocalFile.read(found.path + ".dockerignore") {
            self.rules = try IgnoreRules(parsing: content, file: found.path + ".dockerignore")
        } else if let content = try LocalFile.read(root + "/.dockerignore") {
            self.rules = try IgnoreRules(parsing: content, file: root + "/.dockerignore")
            required.insert(ContextPath(".dockerignore"))
        } else {
            self.rules = .none
        }
        self.directory = ContextDirectory(root: root)
        self.dockerfile = found
        self.required = required
    }

    /// The Dockerfile's name in the archive, for the `dockerfile` parameter of a build.
    package var dockerfileName: String { dockerfile.name }

    /// The directory, without links.
    package var path: String { directory.root }

    /// Visits what the context holds, in the order of the archive; blocks its thread.
    ///
    /// - Throws: `BuildContextError`, and what `visit` throws.
    package func forEachEntry(_ visit: (ContextEntry) throws -> Void) throws {
        try walk.run { if case .entry(let entry) = $0 { try visit(entry) } }
    }

    /// Writes the context as a tar archive, piece by piece; blocks its thread.
    ///
    /// The same tree gives the same bytes. Nothing is held but one block and the names of hard links.
    ///
    /// - Throws: `BuildContextError`, and what `sink` throws; what the sink has got then is no archive.
    @discardableResult
    package func writeArchive(to sink: ([UInt8]) throws -> Void) throws -> ContextStatistics {
        try withoutActuallyEscaping(sink) { sink in
            let archive = try ContextArchive.begin(to: sink)
            try archive.addRoot(modified: directory.modified())
            var statistics = ContextStatistics()
            var firstNames: [ContextEntry.Identity: ContextPath] = [:]
            try walk.run { visit in
                switch visit {
                case .socket(let path): statistics.skippedSockets.append(path)
                case .entry(let entry): try add(entry, to: archive, &firstNames, &statistics)
                }
            }
            if case .injected(let entry, let content) = dockerfile.place {
                try archive.add(entry, content: content)
                statistics.files += 1
                statistics.contentBytes += content.count
            }
            statistics.archiveBytes = try archive.finish()
            return statistics
        }
    }

    private var walk: ContextWalk {
        ContextWalk(directory: directory, rules: rules, required: required)
    }

    private func add(
        _ entry: ContextEntry,
        to archive: borrowing ContextArchive,
        _ firstNames: inout [ContextEntry.Identity: ContextPath],
        _ statistics: inout ContextStatistics
    ) throws {
        switch entry.kind {
        case .directory:
            try archive.add(entry)
            statistics.directories += 1
            return
        case .file:
            if entry.isLinked, let first = firstNames[entry.identity] {
                try archive.add(entry, linkTo: first)
            } else {
                let file = try directory.open(entry)
                try archive.add(file)
                statistics.contentBytes += file.size
                if entry.isLinked { firstNames[file.entry.identity] = entry.path }
            }
        case .symbolicLink, .fifo, .characterDevice, .blockDevice:
            try archive.add(entry)
        }
        statistics.files += 1
    }
}
