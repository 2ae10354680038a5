import CArchive

/// A tar archive read once, front to back, from a stream.
///
/// Owns libarchive's handle and frees it once. Blocks its thread while the stream does.
struct ArchiveReader: ~Copyable {
    /// The head of one entry.
    struct Entry {
        let name: String
        /// The size in bytes.
        let size: Int
        let isRegularFile: Bool
    }

    private let handle: OpaquePointer
    private let source: ArchiveSource

    init(_ pull: @escaping () throws -> [UInt8]?) throws {
        let source = ArchiveSource(pull)
        guard let handle = archive_read_new() else { throw ArchiveError.unreadable("out of memory") }
        archive_read_support_format_tar(handle)
        let result = archive_read_open(
            handle,
            Unmanaged.passUnretained(source).toOpaque(),
            nil,
            { _, context, buffer in
                guard let context, let buffer else { return -1 }
                let source = Unmanaged<ArchiveSource>.fromOpaque(context).takeUnretainedValue()
                guard let bytes = source.next() else { return source.failure == nil ? 0 : -1 }
                buffer.pointee = bytes.baseAddress
                return bytes.count
            },
            nil
        )
        guard result == ARCHIVE_OK else {
            let error = Self.explain(handle, source)
            archive_read_free(handle)
            throw error
        }
        self.handle = handle
        self.source = source
    }

    deinit {
        archive_read_free(handle)
    }

    /// The bytes taken from the stream so far.
    var byteCount: Int { source.byteCount }

    /// Goes to the next entry, past what is unread of the one before; nil at the proper end of the archive.
    func next() throws -> Entry? {
        var entry: OpaquePointer?
        switch archive_read_next_header(handle, &entry) {
        case ARCHIVE_OK, ARCHIVE_WARN:
            guard let entry else { throw Self.explain(handle, source) }
            return Entry(
                name: archive_entry_pathname(entry).map { String(cString: $0) } ?? "",
                size: Int(archive_entry_size(entry)),
                isRegularFile: archive_entry_filetype(entry) == 0o100000 && archive_entry_hardlink(entry) == nil
            )
        case ARCHIVE_EOF:
            guard try source.drain() else { throw ArchiveError.truncated(message: source.message) }
            return nil
        default:
            throw Self.explain(handle, source)
        }
    }

    /// The next bytes of the entry, to be used before the next call; nil at its end.
    func nextBytes() throws -> UnsafeRawBufferPointer? {
        var start: UnsafeRawPointer?
        var count = 0
        var offset: Int64 = 0
        while true {
            switch archive_read_data_block(handle, &start, &count, &offset) {
            case ARCHIVE_OK, ARCHIVE_WARN:
                if count > 0 { return UnsafeRawBufferPointer(start: start, count: count) }
            case ARCHIVE_EOF: return nil
            default: throw Self.explain(handle, source)
            }
        }
    }

    /// All bytes of an entry that is known to be small.
    func readAll(_ entry: Entry, upTo limit: Int = 8 << 20) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while let next = try nextBytes() {
            guard bytes.count + next.count <= limit else {
                throw ArchiveError.entryTooLarge(name: entry.name, limit: limit)
            }
            bytes += next
        }
        return bytes
    }

    /// What stopped libarchive: the stream's own error where there is one, an early end, or a broken archive.
    private static func explain(_ handle: OpaquePointer, _ source: ArchiveSource) -> any Error {
        let detail = archive_error_string(handle).map { String(cString: $0) } ?? "unknown error"
        do {
            if let failure = source.failure { throw failure }
            return try source.drain() ? ArchiveError.unreadable(detail) : .truncated(message: source.message)
        } catch {
            return error
        }
    }
}
