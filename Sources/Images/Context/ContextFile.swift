import CArchive

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An open file of a build context; closed once, when it goes.
struct ContextFile: ~Copyable {
    private let descriptor: Int32
    private let name: String
    /// What was opened, as it was at that moment.
    let entry: ContextEntry
    /// The size in bytes at that moment, which is what the archive's header promises.
    let size: Int

    init(descriptor: Int32, entry: ContextEntry, name: String) throws(BuildContextError) {
        self.descriptor = descriptor
        self.name = name
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let code = errno
            close(descriptor)
            throw .system(operation: .examine, path: name, code: code)
        }
        guard let opened = ContextEntry(entry.path, status, linkTarget: { [] }), case .file(let size) = opened.kind
        else {
            close(descriptor)
            throw .changed(name)
        }
        self.entry = opened
        self.size = size
    }

    deinit {
        close(descriptor)
    }

    /// The `security.capability` attribute; nil where there is none.
    func capability() throws(BuildContextError) -> [UInt8]? {
        var value = [UInt8](repeating: 0, count: 256)
        let length = shipit_file_capability(descriptor, &value, value.count)
        if length >= 0 { return Array(value.prefix(length)) }
        #if os(Linux)
            if errno == ENODATA { return nil }
        #endif
        if errno == ENOTSUP || errno == EOPNOTSUPP || errno == ENOSYS { return nil }
        throw .system(operation: .examine, path: name, code: errno)
    }

    /// Passes on the content in blocks of at most `blockSize` bytes.
    ///
    /// - Throws: `BuildContextError.changed` when there are fewer or more bytes than the file had when it was opened.
    func read(blockSize: Int, into sink: (UnsafeRawBufferPointer) throws -> Void) throws {
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
        defer { block.deallocate() }
        var rest = size
        while rest > 0 {
            let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: block.prefix(rest)))
            guard count > 0 else { throw BuildContextError.changed(name) }
            try sink(UnsafeRawBufferPointer(rebasing: block.prefix(count)))
            rest -= count
        }
        guard try read(into: UnsafeMutableRawBufferPointer(rebasing: block.prefix(1))) == 0 else {
            throw BuildContextError.changed(name)
        }
    }

    private func read(into buffer: UnsafeMutableRawBufferPointer) throws(BuildContextError) -> Int {
        while true {
            #if canImport(Darwin)
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            guard errno == EINTR else { throw .system(operation: .read, path: name, code: errno) }
        }
    }
}
