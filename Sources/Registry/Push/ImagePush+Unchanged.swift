import Images

/// An image that the registry has already: found out with three requests at most.
extension ImagePush {
    /// The digest of the image where it is in place, with its tag; nil when it takes an export.
    ///
    /// - Parameter current: What the tag stands for now.
    func unchanged(_ current: Digest?, _ record: inout PushRecord) async throws -> Digest? {
        if let known = record.image(identity.id, in: repository) {
            if current == known.digest { return known.digest }
            if let digest = try await retag(known) { return digest }
            record.forgetImage(identity.id, in: repository)
            return nil
        }
        if let current, try await isThisImage(current, &record) { return current }
        guard let descriptor = identity.descriptor, descriptor.digest != current else { return nil }
        // containerd's store knows the digest beforehand.
        guard let manifest = try await read(descriptor.digest) else { return nil }
        try await store(manifest)
        remember(manifest, &record)
        return manifest.digest
    }

    /// Gives the tag to a manifest that the repository has.
    private func retag(_ known: PushRecord.Image) async throws -> Digest? {
        guard let manifest = try? Manifest(decoding: Array(known.manifest.utf8), as: known.mediaType),
            manifest.digest == known.digest
        else { return nil }
        let named = ImageReference(registry: reference.registry, repository: repository, digest: known.digest)
        guard try await client.lookUp(named, scope: scope, mayBeRefused: true) == known.digest else { return nil }
        try await store(manifest)
        return manifest.digest
    }

    /// Whether the tag stands for the same image already, pushed from wherever.
    ///
    /// Images with the same configuration are the same: it names the layers by their content.
    private func isThisImage(_ current: Digest, _ record: inout PushRecord) async throws -> Bool {
        if current == identity.descriptor?.digest { return true }
        guard let manifest = try await read(current) else { return false }
        guard manifest.configuration.digest == identity.id else { return false }
        guard manifest.digest == current else { return false }
        remember(manifest, &record)
        return true
    }

    private func read(_ digest: Digest) async throws -> Manifest? {
        let named = ImageReference(registry: reference.registry, repository: repository, digest: digest)
        do {
            return try await client.readManifest(named, platform: identity.platform, scope: scope)
        } catch is ManifestError {
            return nil  // some other kind of artifact
        } catch let error as RegistryError where error.isDenied {
            return nil  // a role that may only push
        }
    }

    private func store(_ manifest: Manifest) async throws {
        if reference.tag != nil { try await client.store(manifest, as: reference, scope: scope) }
    }
}
