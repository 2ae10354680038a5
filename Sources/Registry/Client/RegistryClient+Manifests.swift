import Images
import HTTP

/// Manifests: read, looked up, stored.
extension RegistryClient {
    /// The digest a reference stands for in the registry; nil when it has no such manifest or no such repository.
    ///
    /// - Throws: `RegistryError`.
    package func manifestDigest(of reference: ImageReference) async throws -> Digest? {
        try await lookUp(reference, scope: .pull(reference.repository))
    }

    /// The manifest of an image; of an index the one for the platform. nil when the registry has none.
    ///
    /// - Throws: `RegistryError`, `ManifestError`.
    package func manifest(
        for reference: ImageReference,
        platform: Platform = Platform(os: "linux", architecture: "amd64")
    ) async throws -> Manifest? {
        try await readManifest(reference, platform: platform, scope: .pull(reference.repository))
    }

    /// Whether a repository has a blob.
    ///
    /// - Returns: nil when the credential does not allow the question.
    /// - Throws: `RegistryError`.
    package func exists(_ blob: Digest, in repository: RepositoryName) async throws -> Bool? {
        try await BlobUploader(client: self, repository: repository, scope: .pull(repository), tell: { _ in })
            .exists(blob)
    }

    /// - Parameter mayBeRefused: Whether a role without the permission to read counts as not knowing.
    func lookUp(
        _ reference: ImageReference,
        scope: RegistryScope,
        mayBeRefused: Bool = false
    ) async throws -> Digest? {
        var call = try manifestCall(.head, reference, scope)
        let answer = try await sendRepeatedly(call)
        switch answer.status {
        case 200:
            if let digest = answer.digest ?? reference.digest { return digest }
            // A registry need not say the digest: the manifest itself does.
            call = try manifestCall(.get, reference, scope)
            return Digest(of: try await sendRepeatedly(call).body)
        case 404: return nil
        case 403 where mayBeRefused: return nil
        default: throw await refusal(of: call, answer)
        }
    }

    func readManifest(
        _ reference: ImageReference,
        platform: Platform,
        scope: RegistryScope
    ) async throws -> Manifest? {
        var reference = reference
        for _ in 0..<4 {
            let call = try manifestCall(.get, reference, scope)
            let answer = try await sendRepeatedly(call)
            if answer.status == 404 { return nil }
            guard answer.isSuccess else { throw await refusal(of: call, answer) }
            if let expected = reference.digest, Digest(of: answer.body) != expected {
                throw error(call, .digestMismatch(expected: expected, actual: Digest(of: answer.body)))
            }
            let type = answer.headers["Content-Type"].map { field in
                MediaType(rawValue: String(field.prefix { $0 != ";" && $0 != " " }))
            }
            guard let index = try? ImageIndex(decoding: answer.body, as: type) else {
                return try Manifest(decoding: answer.body, as: type)
            }
            reference = ImageReference(
                registry: reference.registry,
                repository: reference.repository,
                digest: try index.manifest(for: platform).digest
            )
        }
        return nil
    }

    /// Stores a manifest under the reference's tag, or under its digest without one, and checks what was stored.
    ///
    /// An answer that was lost, or a tag that may not be moved, is no failure when the tag has the manifest.
    func store(_ manifest: Manifest, as reference: ImageReference, scope: RegistryScope) async throws {
        let subject = reference.tag.map { "\(reference.repository):\($0)" } ?? "\(reference.repository)"
        let name = reference.tag?.description ?? manifest.digest.description
        var call = RegistryCall(
            operation: .writeManifest,
            subject: subject,
            scope: scope,
            method: .put,
            url: try url("/v2/\(reference.repository)/manifests/\(name)", .writeManifest, subject)
        )
        call.headers = ["Content-Type": manifest.mediaType.rawValue]
        call.body = .bytes(manifest.bytes)
        let answer = try await sendRepeatedly(call)
        guard answer.isSuccess else {
            let refusal = await manifestRefusal(call, answer, reference)
            guard case .tagImmutable = refusal.cause else { throw refusal }
            // Amazon ECR refuses an immutable tag even when it has this very manifest.
            let existing = try await lookUp(reference.withoutDigest, scope: scope)
            guard existing == manifest.digest else { throw error(call, .tagImmutable(existing: existing)) }
            return
        }
        if let digest = answer.digest, digest != manifest.digest {
            throw error(call, .digestMismatch(expected: manifest.digest, actual: digest))
        }
    }

    private func manifestRefusal(
        _ call: RegistryCall,
        _ answer: RegistryAnswer,
        _ reference: ImageReference
    ) async -> RegistryError {
        let report = answer.report
        if report.has(ErrorReport.Code.tagInvalid) { return error(call, .tagImmutable(existing: nil)) }
        if report.has(ErrorReport.Code.manifestBlobUnknown) || report.has(ErrorReport.Code.blobUnknown) {
            return error(call, .blobsUnknown(report.digests, message: report.message))
        }
        if report.has(ErrorReport.Code.nameUnknown) {
            return error(call, .repositoryUnknown(reference.repository))
        }
        return await refusal(of: call, answer)
    }

    func manifestCall(
        _ method: HTTPRequest.Method,
        _ reference: ImageReference,
        _ scope: RegistryScope
    ) throws -> RegistryCall {
        let name = reference.digest?.description ?? reference.tag?.description ?? "latest"
        let subject = "\(reference.repository)\(reference.digest == nil ? ":" : "@")\(name)"
        var call = RegistryCall(
            operation: .readManifest,
            subject: subject,
            scope: scope,
            method: method,
            url: try url("/v2/\(reference.repository)/manifests/\(name)", .readManifest, subject)
        )
        call.headers = ["Accept": MediaType.acceptedManifests.map(\.rawValue).joined(separator: ", ")]
        call.answerLimit = 16 << 20
        return call
    }
}

extension ImageReference {
    /// The reference by its tag alone.
    var withoutDigest: ImageReference { ImageReference(registry: registry, repository: repository, tag: tag) }
}
