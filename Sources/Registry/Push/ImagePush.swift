import FoundationEssentials
import Images

extension RegistryClient {
    /// Pushes an image: what the registry lacks, then the configuration, then the manifest under its tag.
    ///
    /// A tag never stands for an incomplete image, and doing it again is harmless. An image the registry has
    /// already costs at most three requests and no export. Memory stays within some 64 MB whatever the image's
    /// size; what is compressed faster than it can be sent waits in nameless temporary files.
    /// - Parameters:
    ///   - reference: Where to, on this client's host.
    ///   - cache: What earlier pushes taught.
    ///   - limits: What it may take of the machine.
    ///   - progress: Told how it goes, from any thread.
    /// - Throws: `RegistryError`, `ArchiveError`, what the export threw, or `CancellationError`.
    package func push(
        _ source: PushSource,
        to reference: ImageReference,
        cache: PushCache? = nil,
        limits: PushLimits = PushLimits(),
        progress: @escaping @Sendable (PushProgress) -> Void = { _ in }
    ) async throws -> PushResult {
        let (record, note) = cache?.read(host) ?? (PushRecord(), nil)
        if let note { progress(.note(note)) }
        let push = ImagePush(
            client: self,
            source: source,
            reference: reference,
            limits: limits,
            scope: ImagePush.scope(record, source.identity, reference.repository),
            tell: progress
        )
        var learnt = record
        defer {
            if learnt != record, let note = cache?.write(learnt, for: host) { progress(.note(note)) }
        }
        return try await push.run(&learnt)
    }
}

/// One push under way.
struct ImagePush: Sendable {
    let client: RegistryClient
    let source: PushSource
    let reference: ImageReference
    let limits: PushLimits
    let scope: RegistryScope
    let tell: @Sendable (PushProgress) -> Void
    let ledger = PushLedger()

    var identity: ImageIdentity { source.identity }
    var repository: RepositoryName { reference.repository }

    func uploader() -> BlobUploader {
        BlobUploader(client: client, repository: repository, scope: scope, tell: tell)
    }

    /// One token for the whole push, with the repositories that layers may be taken over from.
    static func scope(
        _ record: PushRecord,
        _ identity: ImageIdentity,
        _ repository: RepositoryName
    ) -> RegistryScope {
        let sources = Set(identity.diffIDs.flatMap { record.layer($0)?.repositories ?? [] })
        let others = sources.subtracting([repository.description]).sorted().compactMap { RepositoryName($0) }
        return .push(repository, mountingFrom: others)
    }

    func run(_ record: inout PushRecord) async throws -> PushResult {
        let requestsBefore = client.requestCount
        let digest: Digest
        do {
            digest = try await run(&record, distrusted: [])
        } catch let error as RegistryError {
            guard case .blobsUnknown(let digests, _) = error.cause, !digests.isEmpty else { throw error }
            // The registry said it has these blobs and then that it has not: they are sent once more.
            tell(.note("\(client.host) has lost \(digests.map(\.short).joined(separator: ", ")), sending it again"))
            record.forget(Set(digests), in: repository.description)
            digest = try await run(&record, distrusted: Set(digests))
        } catch let failure as SpoolFile.Failure {
            throw RegistryError(.push, client.host, "\(reference)", .spool(failure.detail))
        }
        let totals = ledger.totals
        return PushResult(
            digest: digest,
            uploadedBytes: totals.uploaded.values.reduce(0, +),
            existing: totals.existing.subtracting(totals.uploaded.keys).count,
            mounted: totals.mounted.subtracting(totals.uploaded.keys).count,
            uploaded: totals.uploaded.count,
            requests: client.requestCount - requestsBefore
        )
    }

    /// One round: without an export where the registry has the image, else with one.
    ///
    /// - Parameter distrusted: Blobs that are sent whatever the registry says of them.
    private func run(_ record: inout PushRecord, distrusted: Set<Digest>) async throws -> Digest {
        tell(.checking)
        let isTagged = reference.tag != nil
        let current =
            isTagged ? try await client.lookUp(reference.withoutDigest, scope: scope, mayBeRefused: true) : nil
        if distrusted.isEmpty, let digest = try await unchanged(current, &record) { return digest }
        if source.tagIsImmutable, let current {
            let subject = "\(repository):\(reference.tag?.description ?? "")"
            throw RegistryError(.push, client.host, subject, .tagImmutable(existing: current))
        }
        let present = try await probe(record, distrusted)
        let manifest = try await transfer(present, distrusted, &record)
        try await client.store(manifest, as: reference, scope: scope)
        remember(manifest, &record)
        return manifest.digest
    }

    /// Keeps what this image became.
    func remember(_ manifest: Manifest, _ record: inout PushRecord) {
        let isPaired = manifest.layers.count == identity.diffIDs.count
        let blobs = isPaired ? zip(identity.diffIDs, manifest.layers).map { PushRecord.Blob($0, $1) } : []
        record.add(
            PushRecord.Image(
                repository: repository.description,
                id: identity.id,
                digest: manifest.digest,
                mediaType: manifest.mediaType,
                manifest: String(decoding: manifest.bytes, as: UTF8.self),
                blobs: blobs,
                used: 0
            )
        )
    }
}

extension PushRecord.Blob {
    init(_ diffID: Digest, _ descriptor: Descriptor) {
        self.init(
            diffID: diffID,
            digest: descriptor.digest,
            size: descriptor.size,
            mediaType: descriptor.mediaType
        )
    }
}
