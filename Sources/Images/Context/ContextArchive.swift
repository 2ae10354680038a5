import CArchive

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A tar archive that is being written, by libarchive, in the form the engines take a build context in:
/// ustar with PAX headers where they are needed, owner and group 0 without names, whole seconds.
///
/// Freed once. An archive that is not finished ends without a tar's end mark, so that nothing cut
/// short can pass for whole.
struct ContextArchive: ~Copyable {
    /// How many bytes the sink gets at a time.
    static let blockSize = 256 << 10

    private let archive: OpaquePointer
    private let sink: Sink

    private init(_ archive: OpaquePointer, _ sink: Sink) {
        self.archive = archive
        self.sink = sink
    }

    /// Begins an archive whose bytes go to the sink.
    static func begin(to write: @escaping ([UInt8]) throws -> Void) throws(BuildContextError) -> ContextArchive {
        guard let archive = archive_write_new() else { throw .archive(".", message: "out of memory") }
        let context = ContextArchive(archive, Sink(write))
        try context.configure()
        return context
    }

    private func configure() throws(BuildContextError) {
        let results = [
            archive_write_set_format_pax_restricted(archive),
            // The one form of extended attributes that Go's reader knows.
            archive_write_set_format_option(archive, "pax", "xattrheader", "SCHILY"),
            archive_write_set_bytes_per_block(archive, Int32(Self.blockSize)),
            archive_write_set_bytes_in_last_block(archive, 1),
            archive_write_open(
                archive,
                Unmanaged.passUnretained(sink).toOpaque(),
                nil,
                { _, context, bytes, count in
                    guard let context, let bytes else { return -1 }
                    return Unmanaged<Sink>.fromOpaque(context).takeUnretainedValue()
                        .take(UnsafeRawBufferPointer(start: bytes, count: count))
                },
                nil
            ),
        ]
        guard results.allSatisfy({ $0 == ARCHIVE_OK }) else {
            throw .archive(".", message: "libarchive cannot write a PAX archive: \(message)")
        }
    }

    deinit {
        archive_write_fail(archive)
        archive_write_free(archive)
    }

    /// How many bytes the sink has got so far.
    var byteCount: Int { sink.byteCount }

    /// Writes the root, with the mode it has where an archive does not tell.
    ///
    /// BuildKit takes a context for an archive only when its first 1024 bytes hold an entry, which they
    /// do not after a PAX header: whatever comes next, the root needs none.
    func addRoot(modified: Int) throws {
        try add(.root(modified: modified))
    }

    /// Writes an entry without content.
    func add(_ entry: ContextEntry) throws {
        try header(entry, size: 0)
    }

    /// Writes a further name of a file that was written before.
    func add(_ entry: ContextEntry, linkTo first: ContextPath) throws {
        try header(entry, size: 0, target: first.bytes) { archive_entry_copy_hardlink($0, first.bytes.terminated) }
    }

    /// Writes a file with its content.
    func add(_ file: borrowing ContextFile) throws {
        let capability = try file.capability()
        let entry = file.entry
        try header(entry, size: file.size) { header in
            guard let capability else { return }
            archive_entry_xattr_add_entry(header, "security.capability", capability, capability.count)
        }
        try file.read(blockSize: Self.blockSize) { block in
            try check(entry.path, archive_write_data(archive, block.baseAddress, block.count) == block.count)
        }
    }

    /// Writes a file whose content is at hand.
    func add(_ entry: ContextEntry, content: [UInt8]) throws {
        try header(entry, size: content.count)
        guard !content.isEmpty else { return }
        try check(entry.path, archive_write_data(archive, content, content.count) == content.count)
    }

    /// Writes the end mark, hands the last bytes to the sink and says how many it got.
    consuming func finish() throws -> Int {
        try check(.root, archive_write_close(archive) == ARCHIVE_OK)
        return sink.byteCount
    }

    private func header(
        _ entry: ContextEntry,
        size: Int,
        target: [UInt8] = [],
        with addition: (OpaquePointer) -> Void = { _ in }
    ) throws {
        guard let header = archive_entry_new() else {
            throw BuildContextError.archive(entry.path.description, message: "out of memory")
        }
        defer { archive_entry_free(header) }
        archive_entry_copy_pathname(header, (entry.path == .root ? [UInt8(ascii: ".")] : entry.path.bytes).terminated)
        archive_entry_set_mode(header, mode_t(entry.mode))
        archive_entry_set_mtime(header, entry.modified, 0)
        archive_entry_set_size(header, Int64(size))
        switch entry.kind {
        case .symbolicLink(let target): archive_entry_copy_symlink(header, target.terminated)
        case .characterDevice(let device), .blockDevice(let device): archive_entry_set_rdev(header, dev_t(device))
        case .file, .directory, .fifo: break
        }
        addition(header)
        let result = archive_write_header(archive, header)
        // In a locale without UTF-8, libarchive warns of such names, writes their bytes as they are and says so in
        // a PAX record. To ask for that from the start would put the record before every entry.
        try check(entry.path, result == ARCHIVE_OK || (result == ARCHIVE_WARN && !entry.hasPlainNames(with: target)))
    }

    /// Throws what the sink threw, or else what libarchive says.
    private func check(_ path: ContextPath, _ isDone: Bool) throws {
        if let error = sink.error { throw error }
        if !isDone { throw BuildContextError.archive(path.description, message: message) }
    }

    private var message: String {
        archive_error_string(archive).map { String(cString: $0) } ?? "unknown"
    }
}

/// Where libarchive's bytes go; keeps the error that C cannot pass through.
private final class Sink {
    private let write: ([UInt8]) throws -> Void
    private(set) var byteCount = 0
    private(set) var error: (any Error)?

    init(_ write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard error == nil else { return -1 }
        do {
            try write(Array(bytes))
            byteCount += bytes.count
            return bytes.count
        } catch {
            self.error = error
            return -1
        }
    }
}

extension ContextEntry {
    fileprivate static func root(modified: Int) -> ContextEntry {
        ContextEntry(
            path: .root,
            kind: .directory,
            permissions: 0o755,
            modified: modified,
            identity: Identity(device: 0, inode: 0),
            isLinked: false
        )
    }

    /// Whether path and targets are ASCII.
    fileprivate func hasPlainNames(with hardLinkTarget: [UInt8]) -> Bool {
        var names = path.bytes + hardLinkTarget
        if case .symbolicLink(let target) = kind { names += target }
        return names.allSatisfy { $0 < 0x80 }
    }
}

extension [UInt8] {
    /// The bytes as a C string.
    fileprivate var terminated: [CChar] { (self + [0]).map(CChar.init(bitPattern:)) }
}
