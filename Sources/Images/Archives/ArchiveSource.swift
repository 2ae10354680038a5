import FoundationEssentials

/// The bytes libarchive reads: pulled chunk by chunk from a closure that may block, and watched at the end.
///
/// libarchive takes a tar without its two closing blocks of zeros for a whole one. Docker writes an error that
/// happens in mid-export into the stream and ends it, so that the closing zeros are the only sign of success.
final class ArchiveSource {
    private let pull: () throws -> [UInt8]?
    private let buffer: UnsafeMutableRawBufferPointer
    private var chunk: [UInt8] = []
    private var offset = 0
    /// The last bytes of the stream: the closing zeros, or the engine's error.
    private var tail: [UInt8] = []
    /// What the closure threw; libarchive only hears that reading failed.
    private(set) var failure: (any Error)?
    private(set) var byteCount = 0

    init(_ pull: @escaping () throws -> [UInt8]?) {
        self.pull = pull
        self.buffer = .allocate(byteCount: 1 << 20, alignment: 64)
    }

    deinit {
        buffer.deallocate()
    }

    /// Fills the buffer with what comes next and gives it out until the next call; nil at the end or on failure.
    func next() -> UnsafeRawBufferPointer? {
        do {
            while offset == chunk.count {
                guard let next = try pull() else { return nil }
                chunk = next
                offset = 0
            }
        } catch {
            failure = error
            return nil
        }
        let count = min(chunk.count - offset, buffer.count)
        chunk.withUnsafeBytes { bytes in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count)]))
        }
        offset += count
        byteCount += count
        let filled = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        watchEnd(filled)
        return filled
    }

    /// Reads what follows the archive and says whether it was closed by zeros.
    func drain() throws -> Bool {
        while next() != nil {}
        if let failure { throw failure }
        return tail.count >= 1024 && tail.suffix(1024).allSatisfy { $0 == 0 }
    }

    /// The engine's error at the end of a broken export.
    var message: String? {
        struct Message: Decodable { var message: String }
        guard let brace = tail.lastIndex(of: UInt8(ascii: "{")) else { return nil }
        var text = tail[brace...]
        while text.last == 10 || text.last == 13 { text.removeLast() }
        return (try? JSONDecoder().decode(Message.self, from: Data(text)))?.message
    }

    private func watchEnd(_ bytes: UnsafeRawBufferPointer) {
        tail = bytes.count >= 4096 ? Array(bytes.suffix(4096)) : Array((tail + bytes).suffix(4096))
    }
}
