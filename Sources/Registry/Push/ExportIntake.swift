import Dispatch
import Images

/// Reads an export on a thread of its own and turns its layers into blobs for the uploads.
struct ExportIntake: Sendable {
    /// What the export came to.
    struct Result: Sendable {
        let contents: ExportContents
        /// The spools of the layers that were not passed over, by what identifies them in the export.
        let spools: [Digest: Spool]
    }

    let identity: ImageIdentity
    /// Layers that the registry is known to have: diff ids, or the digests of stored blobs.
    let present: Set<Digest>
    let memory: SpoolMemory
    let queue: BlobQueue
    let ledger: PushLedger
    let tell: @Sendable (PushProgress) -> Void

    /// Reads the whole export.
    ///
    /// - Throws: `ArchiveError`, what the export threw, or `CancellationError`.
    func run(_ export: PushSource.Export) async throws -> Result {
        let thread = DispatchQueue(label: "shipit.export", qos: .userInitiated)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                thread.async {
                    continuation.resume(with: Swift.Result { try read(export) })
                    export.cancel()
                }
            }
        } onCancel: {
            memory.close()
            export.cancel()
        }
    }

    private func read(_ export: PushSource.Export) throws -> Result {
        let pool = GzipPool()
        var archive = try ImageExport(identity, pull: export.read)
        var spools: [Digest: Spool] = [:]
        while let layer = try archive.nextLayer() {
            switch layer.content {
            case .uncompressed(let diffID):
                if let diffID, present.contains(diffID) || spools[diffID] != nil { continue }
                let (digest, spool) = try compress(&archive, pool)
                spools[digest] = spool
                ledger.learn(digest, spool)
            case .stored(let digest):
                if present.contains(digest) || spools[digest] != nil { continue }
                spools[digest] = try keep(&archive, digest)
            }
            tell(.exported(bytes: archive.byteCount))
        }
        let contents = try archive.finish()
        queue.put(PendingBlob(spool: Spool(contents.configuration.bytes, memory), known: nil))
        return Result(contents: contents, spools: spools)
    }

    private func compress(_ archive: inout ImageExport, _ pool: GzipPool) throws -> (Digest, Spool) {
        memory.waitForRoom()
        let spool = Spool(memory)
        queue.put(PendingBlob(spool: spool, known: nil))
        let stream = GzipStream(pool) { output in
            switch output {
            case .bytes(let bytes): spool.append(bytes)
            case .end(let digest, let size): spool.finish(Spool.Finished(digest: digest, size: size))
            }
        }
        let before = archive.byteCount
        do {
            var count = 0
            let diffID = try archive.readLayer { bytes in
                if let failure = spool.failure { throw failure }
                stream.append(bytes)
                count += bytes.count
                tell(.exported(bytes: before + count))
            }
            stream.finish()
            return (diffID, spool)
        } catch {
            stream.cancel()
            spool.fail(error)
            throw error
        }
    }

    private func keep(_ archive: inout ImageExport, _ digest: Digest) throws -> Spool {
        memory.waitForRoom()
        let spool = Spool(memory)
        queue.put(PendingBlob(spool: spool, known: digest))
        let before = archive.byteCount
        do {
            var count = 0
            _ = try archive.readLayer { bytes in
                if let failure = spool.failure { throw failure }
                spool.append(Array(bytes))
                count += bytes.count
                tell(.exported(bytes: before + count))
            }
            spool.finish(Spool.Finished(digest: digest, size: count))
            return spool
        } catch {
            spool.fail(error)
            throw error
        }
    }
}
