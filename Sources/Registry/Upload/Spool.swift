import Images
import Synchronization

/// The bytes of one blob on their way to the registry, kept until they are there.
///
/// One writer fills it, uploads read it from the start as often as they have to, so that a repetition never goes
/// back to the engine. In memory as long as the push has room, in a nameless temporary file beyond.
final class Spool: Sendable {
    /// The name and length of a complete blob.
    struct Finished: Sendable, Hashable {
        let digest: Digest
        let size: Int
    }

    private enum Part {
        case memory([UInt8])
        case file(offset: Int, count: Int)
    }

    private struct State {
        var parts: [Part] = []
        var count = 0
        var inMemory = 0
        var file: SpoolFile?
        var fileCount = 0
        var finished: Finished?
        var failure: (any Error)?
        var isDiscarded = false
    }

    private let memory: SpoolMemory
    private let state = Mutex(State())
    private let changes = Changes()

    init(_ memory: SpoolMemory) {
        self.memory = memory
    }

    /// A blob that is complete and in memory.
    convenience init(_ bytes: [UInt8], _ memory: SpoolMemory) {
        self.init(memory)
        append(bytes)
        finish(Finished(digest: Digest(of: bytes), size: bytes.count))
    }

    deinit {
        let (inMemory, count) = state.withLock { ($0.inMemory, $0.isDiscarded ? 0 : $0.count) }
        memory.giveBack(memory: inMemory, total: count)
    }

    /// Set when the blob is complete.
    var finished: Finished? { state.withLock { $0.finished } }

    /// Why the blob will never be complete.
    var failure: (any Error)? { state.withLock { $0.failure } }

    // MARK: Writing

    /// Adds bytes; may block on the temporary file. A failure is kept for whoever reads.
    func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty, state.withLock({ !$0.isDiscarded && $0.failure == nil }) else { return }
        let staysInMemory = memory.take(bytes.count)
        do {
            let part = try staysInMemory ? Part.memory(bytes) : spill(bytes)
            let isKept = state.withLock { state in
                guard !state.isDiscarded else { return false }
                state.parts.append(part)
                state.count += bytes.count
                if staysInMemory { state.inMemory += bytes.count }
                return true
            }
            if !isKept { memory.giveBack(memory: staysInMemory ? bytes.count : 0, total: bytes.count) }
            changes.happened()
        } catch {
            memory.giveBack(memory: 0, total: bytes.count)
            fail(error)
        }
    }

    func finish(_ finished: Finished) {
        state.withLock { $0.finished = finished }
        changes.happened()
    }

    /// Ends the spool for good: readers get the error.
    func fail(_ error: any Error) {
        state.withLock { if $0.failure == nil { $0.failure = error } }
        changes.happened()
    }

    /// Drops the bytes, now and from now on: the registry has the blob.
    func discard() {
        let (inMemory, total) = state.withLock { state in
            defer {
                state.isDiscarded = true
                state.parts = []
                state.inMemory = 0
                state.file = nil
            }
            return (state.inMemory, state.isDiscarded ? 0 : state.count)
        }
        memory.giveBack(memory: inMemory, total: total)
    }

    private func spill(_ bytes: [UInt8]) throws -> Part {
        // Only the one writer comes here: the file is made and grows outside the lock.
        let (known, offset) = state.withLock { ($0.file, $0.fileCount) }
        let file = try known ?? SpoolFile(in: memory.directory)
        try file.write(bytes, at: offset)
        state.withLock { state in
            state.file = file
            state.fileCount = offset + bytes.count
        }
        return .file(offset: offset, count: bytes.count)
    }

    // MARK: Reading

    /// The part with this number, waiting for it; nil after the last.
    func read(_ number: Int) async throws -> [UInt8]? {
        while true {
            try Task.checkCancellation()
            let seen = changes.count
            let (part, file, isEnd, failure) = state.withLock { state in
                (
                    number < state.parts.count ? state.parts[number] : nil, state.file,
                    state.finished != nil || state.isDiscarded, state.failure
                )
            }
            if let failure { throw failure }
            switch part {
            case .memory(let bytes): return bytes
            case .file(let offset, let count): return try file?.read(count, at: offset)
            case nil where isEnd: return nil
            case nil: await changes.wait(after: seen)
            }
        }
    }

    /// Waits until the blob is complete, or so large that its upload should begin.
    func ready() async throws {
        while true {
            try Task.checkCancellation()
            let seen = changes.count
            let (isReady, failure) = state.withLock { state in
                (state.finished != nil || state.count >= memory.streamingFrom, state.failure)
            }
            if let failure { throw failure }
            if isReady { return }
            await changes.wait(after: seen)
        }
    }

    /// Waits until the blob is complete.
    func completion() async throws -> Finished {
        while true {
            try Task.checkCancellation()
            let seen = changes.count
            let (finished, failure) = state.withLock { ($0.finished, $0.failure) }
            if let failure { throw failure }
            if let finished { return finished }
            await changes.wait(after: seen)
        }
    }
}
