import FoundationEssentials
import Images

/// What the registry lacks: found out, exported, sent.
extension ImagePush {
    /// Layers the registry has, by diff id, or takes over from another of its repositories.
    func probe(_ record: PushRecord, _ distrusted: Set<Digest>) async throws -> [Digest: PushRecord.Blob] {
        let candidates = Set(identity.diffIDs).compactMap { record.layer($0) }
            .filter { !distrusted.contains($0.blob.digest) && isUsable($0.blob.mediaType) }
        var rest = candidates[...]
        var present: [Digest: PushRecord.Blob] = [:]
        try await withThrowingTaskGroup(of: PushRecord.Blob?.self) { group in
            for layer in rest.prefix(8) { group.addTask { try await find(layer) } }
            rest = rest.dropFirst(8)
            while let found = try await group.next() {
                if let found { present[found.diffID] = found }
                if let layer = rest.popFirst() { group.addTask { try await find(layer) } }
            }
        }
        return present
    }

    /// Whether a blob fits into the manifest that this image will have: Docker's has no name for zstd.
    private func isUsable(_ type: MediaType) -> Bool {
        identity.descriptor != nil || type == .dockerGzipLayer || type == .ociGzipLayer
    }

    private func find(_ layer: PushRecord.Layer) async throws -> PushRecord.Blob? {
        let uploader = uploader()
        let blob = layer.blob
        if try await uploader.exists(blob.digest) == true {
            note(blob.digest, blob.size, .existed)
            return blob
        }
        let others = layer.repositories.filter { $0 != repository.description }.prefix(2)
        for source in others.compactMap({ RepositoryName($0) }) {
            do {
                guard try await uploader.mount(blob.digest, from: source) else { continue }
                note(blob.digest, blob.size, .mounted)
                return blob
            } catch let error as RegistryError where !error.isTemporary {
                continue  // nothing is lost: the layer is sent
            }
        }
        return nil
    }

    /// Exports the image, sends what is not present, and returns the manifest, whose blobs are all there then.
    func transfer(
        _ present: [Digest: PushRecord.Blob],
        _ distrusted: Set<Digest>,
        _ record: inout PushRecord
    ) async throws -> Manifest {
        let memory = SpoolMemory(limits)
        let queue = BlobQueue()
        let intake = ExportIntake(
            identity: identity,
            present: Set(identity.descriptor == nil ? Array(present.keys) : present.values.map(\.digest)),
            memory: memory,
            queue: queue,
            ledger: ledger,
            tell: tell
        )
        defer { learn(&record) }
        let export = try await source.export()
        let result = try await withThrowingTaskGroup(of: ExportIntake.Result?.self) { group in
            group.addTask {
                defer { queue.close() }
                return try await intake.run(export)
            }
            for _ in 0..<limits.uploads {
                group.addTask {
                    try await send(queue, distrusted)
                    return nil
                }
            }
            var result: ExportIntake.Result?
            for try await partial in group { result = partial ?? result }
            return result
        }
        guard let result else { throw ArchiveError.missing("everything") }
        return try manifest(result, present)
    }

    /// Sends one blob after the other until no more come.
    private func send(_ queue: BlobQueue, _ distrusted: Set<Digest>) async throws {
        let uploader = uploader()
        while let blob = try await queue.next() {
            let outcome = try await uploader.upload(blob.spool, known: blob.known, distrusted: distrusted)
            guard let digest = blob.known ?? blob.spool.finished?.digest else {
                preconditionFailure("a blob in the registry has a name")
            }
            note(digest, blob.spool.finished?.size ?? 0, outcome)
            blob.spool.discard()
        }
    }

    private func note(_ digest: Digest, _ size: Int, _ outcome: UploadMachine.Outcome) {
        ledger.note(digest, size: size, outcome)
        tell(.stored(digest, size: size, isNew: outcome == .uploaded))
    }

    /// Keeps which layer became which blob, also when the push failed later on.
    private func learn(_ record: inout PushRecord) {
        let isStored = identity.descriptor != nil
        for (diffID, finished) in ledger.layers where !isStored {
            record.add(
                PushRecord.Blob(
                    diffID: diffID,
                    digest: finished.digest,
                    size: finished.size,
                    mediaType: .dockerGzipLayer
                ),
                compressor: GzipPool.compressor,
                in: repository.description
            )
        }
    }

    /// The manifest of what has been sent: containerd's own, or one made of the compressed layers.
    private func manifest(_ result: ExportIntake.Result, _ present: [Digest: PushRecord.Blob]) throws -> Manifest {
        if let manifest = result.contents.manifest {
            let known = Set(present.values.map(\.digest)).union(result.spools.keys)
            for layer in manifest.layers where !layer.mediaType.isForeignLayer && !known.contains(layer.digest) {
                throw ArchiveError.missing("the layer \(layer.digest.short)")
            }
            return manifest
        }
        let layers = try result.contents.configuration.diffIDs.map { diffID in
            if let spool = result.spools[diffID], let finished = spool.finished {
                return Descriptor(mediaType: .dockerGzipLayer, digest: finished.digest, size: finished.size)
            }
            guard let blob = present[diffID] else { throw ArchiveError.missing("the layer \(diffID.short)") }
            return Descriptor(mediaType: .dockerGzipLayer, digest: blob.digest, size: blob.size)
        }
        let configuration = result.contents.configuration
        return Manifest(
            docker: Descriptor(
                mediaType: .dockerConfiguration,
                digest: configuration.digest,
                size: configuration.bytes.count
            ),
            layers: layers
        )
    }
}
