import FoundationEssentials
import Hashing

/// The engine's export of one image (`GET /images/NAME/get`), read in one pass with bounded memory.
///
/// The three layouts are told apart by what inspection said: engines before 25 (directories with `layer.tar`,
/// repeated layers as links, `manifest.json` last), graph drivers from 25 on (an OCI layout with uncompressed
/// layers named by diff id), and containerd's store (an OCI layout with blobs as they are sent).
/// Blocks its thread while the stream does.
///
///     while let layer = try export.nextLayer() {
///         try export.readLayer { … }      // or not: it is passed over then
///     }
///     let contents = try export.finish()
package struct ImageExport: ~Copyable {
    private let identity: ImageIdentity
    private let diffIDs: Set<Digest>
    private let legacyNames: LegacyLayerNames
    private let reader: ArchiveReader
    private var layer: (entry: ArchiveReader.Entry, layer: ExportedLayer)?
    /// The first bytes of a blob that had to be looked at; good until the next read.
    private var peeked: UnsafeRawBufferPointer?
    private var legacyParents: [String: String] = [:]
    /// Configurations, manifests and the like, by digest.
    private var documents: [Digest: [UInt8]] = [:]
    private var index: [UInt8]?
    private var isComplete = false

    /// - Parameter identity: What inspection said about the image.
    /// - Parameter pull: The next bytes of the export, waiting for them; nil at their end.
    package init(_ identity: ImageIdentity, pull: @escaping () throws -> [UInt8]?) throws {
        self.identity = identity
        self.diffIDs = Set(identity.diffIDs)
        self.legacyNames = LegacyLayerNames(identity.diffIDs)
        self.reader = try ArchiveReader(pull)
    }

    /// The bytes of the export read so far.
    package var byteCount: Int { reader.byteCount }

    /// Goes to the next layer; nil when the archive has come to its proper end.
    ///
    /// - Throws: `ArchiveError`, or what the stream threw.
    package mutating func nextLayer() throws -> ExportedLayer? {
        layer = nil
        peeked = nil
        while let entry = try reader.next() {
            guard entry.isRegularFile else { continue }
            if let found = try examine(entry) {
                layer = (entry, found)
                return found
            }
        }
        return nil
    }

    /// Reads the layer that `nextLayer` found, and verifies it.
    ///
    /// - Parameter body: Called with the bytes in order; they are good during the call only.
    /// - Returns: The SHA-256 of the bytes: the diff id of an uncompressed layer, the digest of a stored one.
    /// - Throws: `ArchiveError.digestMismatch` or `.unexpectedLayer` after the last byte.
    package mutating func readLayer(_ body: (UnsafeRawBufferPointer) throws -> Void) throws -> Digest {
        guard let (entry, layer) = layer else { preconditionFailure("there is no layer to read") }
        var hash = SHA256()
        var next = try peeked ?? reader.nextBytes()
        peeked = nil
        while let bytes = next {
            hash.update(bytes)
            try body(bytes)
            next = try reader.nextBytes()
        }
        let digest = Digest(hash: hash.finalize())
        switch layer.content {
        case .stored(let name):
            guard digest == name else { throw ArchiveError.digestMismatch(name: entry.name, actual: digest) }
        case .uncompressed:
            guard diffIDs.contains(digest) else { throw ArchiveError.unexpectedLayer(digest) }
        }
        return digest
    }

    /// What the export said beside its layers; to be called after `nextLayer` returned nil.
    package consuming func finish() throws -> ExportContents {
        guard isComplete else { throw ArchiveError.missing("its list of contents, 'manifest.json'") }
        do {
            guard let descriptor = identity.descriptor else {
                return ExportContents(
                    configuration: try ImageConfiguration(decoding: document(identity.id, "configuration")),
                    manifest: nil
                )
            }
            let manifest = try storedManifest(descriptor, depth: 0)
            let bytes = try document(manifest.configuration.digest, "configuration")
            return ExportContents(configuration: try ImageConfiguration(decoding: bytes), manifest: manifest)
        } catch let error as ManifestError {
            throw ArchiveError.invalid(error)
        }
    }

    private func document(_ digest: Digest, _ what: String) throws -> [UInt8] {
        guard let bytes = documents[digest] else { throw ArchiveError.missing("the \(what) \(digest.short)") }
        return bytes
    }

    /// Follows the descriptor through indexes down to the platform's manifest.
    private func storedManifest(_ descriptor: Descriptor, depth: Int) throws -> Manifest {
        let bytes = try document(descriptor.digest, "manifest")
        guard descriptor.mediaType.isIndex, depth < 4 else {
            return try Manifest(decoding: bytes, as: descriptor.mediaType)
        }
        let index = try ImageIndex(decoding: bytes, as: descriptor.mediaType)
        return try storedManifest(try index.manifest(for: identity.platform), depth: depth + 1)
    }
}

// MARK: Roles of entries

extension ImageExport {
    /// Tells what an entry is from its name, keeps small documents, and returns a layer unread.
    private mutating func examine(_ entry: ArchiveReader.Entry) throws -> ExportedLayer? {
        let path = entry.name.split(separator: "/").drop { $0 == "." }.map(String.init)
        if path == ["manifest.json"] {
            isComplete = true
        } else if path.count == 3, path[0] == "blobs", let digest = Digest(hexadecimal: path[2]) {
            return try examineBlob(entry, digest)
        } else if path.count == 2, path[1] == "layer.tar" {
            let diffID = legacyNames.diffID(of: path[0], parent: legacyParents[path[0]])
            return ExportedLayer(content: .uncompressed(diffID: diffID), size: entry.size)
        } else if path.count == 2, path[1] == "json" {
            legacyParents[path[0]] = try legacyParent(entry)
        } else if path.count == 1, path[0] == identity.id.hexadecimal + ".json" {
            try keep(try reader.readAll(entry), as: identity.id, of: entry)
        }
        return nil
    }

    private mutating func examineBlob(_ entry: ArchiveReader.Entry, _ digest: Digest) throws -> ExportedLayer? {
        if identity.descriptor == nil {
            if diffIDs.contains(digest) {
                return ExportedLayer(content: .uncompressed(diffID: digest), size: entry.size)
            }
            if digest == identity.id { try keep(try reader.readAll(entry), as: digest, of: entry) }
            return nil
        }
        // Configurations, manifests and attestations are JSON; no layer begins with a brace.
        guard let first = try reader.nextBytes(), let byte = first.first else { return nil }
        guard byte == UInt8(ascii: "{") else {
            peeked = first
            return ExportedLayer(content: .stored(digest), size: entry.size)
        }
        // Attestations can be large and are not needed; a manifest or configuration is not.
        let beginning = Array(first)
        guard entry.size <= 8 << 20 else { return nil }
        try keep(beginning + reader.readAll(entry), as: digest, of: entry)
        return nil
    }

    private mutating func keep(_ bytes: [UInt8], as digest: Digest, of entry: ArchiveReader.Entry) throws {
        let actual = Digest(of: bytes)
        guard actual == digest else { throw ArchiveError.digestMismatch(name: entry.name, actual: actual) }
        documents[digest] = bytes
    }

    private func legacyParent(_ entry: ArchiveReader.Entry) throws -> String? {
        struct Legacy: Decodable { var parent: String? }
        let bytes = try reader.readAll(entry)
        return (try? JSONDecoder().decode(Legacy.self, from: Data(bytes)))?.parent
    }
}
