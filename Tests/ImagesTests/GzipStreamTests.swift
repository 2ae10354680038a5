import CArchive
import Dispatch
import Hashing
import Images
import Synchronization
import Testing

@Suite("A compressed layer")
struct GzipStreamTests {
    @Test(
        "decompresses to what it was made of, and its digest is that of its bytes",
        arguments: [0, 1, 1024, 1 << 20, (1 << 20) + 1, 5_000_001]
    )
    func roundTrip(count: Int) throws {
        let input = SampleExport.sample(count)
        let (blob, digest) = compress(input)
        #expect(digest == Digest(of: blob))
        let isSame = try gunzip(blob) == input  // no comparison of elements, which takes minutes when it fails
        #expect(isSame)
    }

    @Test("is the same whatever the cores and the pieces it came in", arguments: [2, 14], [3333, 1 << 16, 3 << 20])
    func determinism(blocks: Int, piece: Int) {
        let input = SampleExport.sample(4_000_000)
        let isSame = compress(input, blocks: blocks, piece: piece).blob == compress(input).blob
        #expect(isSame)
    }

    @Test("has a header without time, name or operating system, which would change its digest")
    func header() {
        #expect(compress(SampleExport.sample(10)).blob.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
    }

    @Test("of random bytes grows by no more than stored blocks need")
    func incompressible() throws {
        var generator = SystemRandomNumberGenerator()
        let input = (0..<(3 << 14)).flatMap { _ in withUnsafeBytes(of: generator.next() as UInt64) { Array($0) } }
        let (blob, _) = compress(input)
        #expect(blob.count < input.count + input.count / 1000)
        let isSame = try gunzip(blob) == input  // no comparison of elements, which takes minutes when it fails
        #expect(isSame)
    }

    @Test("shrinks what can be shrunk")
    func compressible() {
        #expect(compress([UInt8](repeating: 7, count: 1 << 20)).blob.count < 10_000)
    }

    @Test("that is given up frees its block for the next")
    func cancelling() {
        let pool = GzipPool(blockCount: 1)
        for _ in 0..<3 {
            let stream = GzipStream(pool) { _ in }
            [1, 2, 3].withUnsafeBytes { stream.append($0) }
            stream.cancel()
        }
        #expect(!compress(Array("next".utf8), pool: pool).blob.isEmpty)
    }
}

private func compress(
    _ input: [UInt8],
    blocks: Int = 3,
    piece: Int = 100_000,
    pool: GzipPool? = nil
) -> (blob: [UInt8], digest: Digest?) {
    let result = Mutex<(blob: [UInt8], digest: Digest?)>(([], nil))
    let done = DispatchSemaphore(value: 0)
    let stream = GzipStream(pool ?? GzipPool(blockCount: blocks)) { output in
        switch output {
        case .bytes(let bytes): result.withLock { $0.blob += bytes }
        case .end(let digest, let size):
            result.withLock {
                #expect(size == $0.blob.count)
                $0.digest = digest
            }
            done.signal()
        }
    }
    var offset = 0
    while offset < input.count {
        input[offset..<min(offset + piece, input.count)].withUnsafeBytes { stream.append($0) }
        offset += piece
    }
    stream.finish()
    done.wait()
    return result.withLock { $0 }
}

/// What libarchive, over zlib, makes of a gzip file.
private func gunzip(_ blob: [UInt8]) throws -> [UInt8] {
    struct Unreadable: Error { let code: Int32 }
    let handle = archive_read_new()
    defer { archive_read_free(handle) }
    archive_read_support_filter_gzip(handle)
    archive_read_support_format_raw(handle)
    archive_read_support_format_empty(handle)
    return try blob.withUnsafeBytes { bytes in
        var entry: OpaquePointer?
        var result = archive_read_open_memory(handle, bytes.baseAddress, bytes.count)
        guard result == ARCHIVE_OK else { throw Unreadable(code: result) }
        result = archive_read_next_header(handle, &entry)
        if result == ARCHIVE_EOF { return [] }
        guard result == ARCHIVE_OK else { throw Unreadable(code: result) }
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = archive_read_data(handle, &buffer, buffer.count)
            guard count >= 0 else { throw Unreadable(code: Int32(count)) }
            guard count > 0 else { return output }
            output += buffer[..<count]
        }
    }
}
