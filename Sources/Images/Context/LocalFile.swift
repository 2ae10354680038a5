import CArchive

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The few questions a context asks about files by their paths, links followed.
enum LocalFile {
    /// What is read whole, a Dockerfile or an ignore file, is not larger than this.
    static let limit = 8 << 20

    /// A directory's path without links.
    static func directory(_ path: String) throws(BuildContextError) -> String {
        var status = stat()
        guard stat(path, &status) == 0, let real = resolve(path) else {
            if errno == ENOENT { throw .directoryMissing(path) }
            if errno == ENOTDIR { throw .notDirectory(path) }
            throw .system(operation: .examine, path: path, code: errno)
        }
        guard FileType(mode: status.st_mode) == .directory else { throw .notDirectory(path) }
        return real
    }

    /// A path without links; nil where there is nothing.
    static func resolve(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && FileType(mode: status.st_mode) == .regular
    }

    /// The content of a small file; nil where there is none.
    static func read(_ path: String) throws(BuildContextError) -> [UInt8]? {
        guard let stream = fopen(path, "rbe") else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw .system(operation: .open, path: path, code: errno)
        }
        defer { fclose(stream) }
        var content: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = fread(&block, 1, block.count, stream)
            content += block.prefix(count)
            guard content.count <= limit else { throw .tooLarge(path, limit: limit) }
            if count == block.count { continue }
            guard ferror(stream) == 0 else { throw .system(operation: .read, path: path, code: errno) }
            return content
        }
    }

    /// Names beside a missing Dockerfile that look like one, sorted.
    static func namesLikeDockerfile(beside path: String) -> [String] {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        let parent = ContextDirectory(root: end == path.startIndex ? "/" : String(path[..<end]))
        let names = (try? parent.names(in: .root)) ?? []
        return names.map { String(decoding: $0, as: UTF8.self) }.filter { name in
            let lower = name.lowercased()
            return (lower.contains("dockerfile") || lower.contains("containerfile"))
                && !lower.hasSuffix(".dockerignore")
        }
    }
}
