import CArchive

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// The directory a context is read from: every look at the file system goes through here.
///
/// Links are never followed below the root.
struct ContextDirectory: Sendable {
    /// The root without links.
    let root: String

    /// What an entry is, where it is not gone since its directory was listed.
    func entry(_ path: ContextPath) throws(BuildContextError) -> Lookup {
        var status = stat()
        guard lstat(systemPath(path), &status) == 0 else {
            if errno == ENOENT { return .gone }
            throw failure(.examine, path)
        }
        do {
            let entry = try ContextEntry(path, status) { try linkTarget(path, size: Int(status.st_size)) }
            return entry.map { .entry($0) } ?? .socket
        } catch let error as BuildContextError {
            throw error
        } catch {
            throw .archive(name(path), message: "\(error)")
        }
    }

    /// When the root was last changed, in seconds since 1970.
    func modified() throws(BuildContextError) -> Int {
        guard case .entry(let entry) = try entry(.root) else { throw .directoryMissing(root) }
        return entry.modified
    }

    enum Lookup {
        case entry(ContextEntry)
        case socket
        case gone
    }

    /// The names in a directory, sorted by their bytes so that the same tree is always the same archive.
    func names(in path: ContextPath) throws(BuildContextError) -> [[UInt8]] {
        guard let stream = opendir(systemPath(path)) else { throw failure(.list, path) }
        defer { closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw failure(.list, path) }
                return names.sorted { $0.lexicographicallyPrecedes($1) }
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [UInt8(ascii: ".")], name != [UInt8(ascii: "."), UInt8(ascii: ".")] { names.append(name) }
        }
    }

    /// Opens a file for reading, or says that it is no longer the file that was found.
    func open(_ entry: ContextEntry) throws(BuildContextError) -> ContextFile {
        // Without blocking, lest a FIFO that took the file's place be waited for.
        let descriptor = Self.open(systemPath(entry.path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ELOOP || errno == ENOENT { throw .changed(name(entry.path)) }
            throw failure(.open, entry.path)
        }
        return try ContextFile(descriptor: descriptor, entry: entry, name: name(entry.path))
    }

    /// The path of an entry as people know it.
    func name(_ path: ContextPath) -> String {
        path.bytes.isEmpty ? root : root + (root.hasSuffix("/") ? "" : "/") + path.description
    }

    private func linkTarget(_ path: ContextPath, size: Int) throws(BuildContextError) -> [UInt8] {
        var buffer = [CChar](repeating: 0, count: max(size, Int(PATH_MAX)) + 1)
        let length = readlink(systemPath(path), &buffer, buffer.count)
        guard length >= 0 else { throw failure(.examine, path) }
        return buffer.prefix(length).map(UInt8.init(bitPattern:))
    }

    private func failure(_ operation: BuildContextError.Operation, _ path: ContextPath) -> BuildContextError {
        let code = errno
        return .system(operation: operation, path: name(path), code: code)
    }

    private func systemPath(_ path: ContextPath) -> [CChar] {
        (Array(root.utf8) + [UInt8(ascii: "/")] + path.bytes + [0]).map(CChar.init(bitPattern:))
    }

    private static func open(_ path: [CChar], _ flags: Int32) -> Int32 {
        #if canImport(Darwin)
            Darwin.open(path, flags)
        #else
            Glibc.open(path, flags)
        #endif
    }
}
