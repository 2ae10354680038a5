import FoundationEssentials
import Images

extension ImageInspection {
    /// The answer to `GET /images/{name}/json`. From API 1.52 empty members are left out.
    private struct Wire: Decodable {
        struct RootFS: Decodable {
            let Layers: [Digest]?
        }

        struct Descriptor: Decodable {
            let mediaType: String
            let digest: Digest
            let size: Int?
        }

        let Id: Digest
        let RepoTags: [String]?
        let RootFS: RootFS?
        let Descriptor: Descriptor?
        let Architecture: String?
        let Variant: String?
        let Os: String?
        let Size: Int?
        let Created: String?
    }

    /// - Throws: `DecodingError`.
    package init(decoding json: [UInt8]) throws {
        let wire = try JSONDecoder().decode(Wire.self, from: Data(json))
        self.id = wire.Id
        self.tags = wire.RepoTags ?? []
        self.layers = wire.RootFS?.Layers ?? []
        self.descriptor = wire.Descriptor.map {
            Descriptor(digest: $0.digest, mediaType: $0.mediaType, size: $0.size ?? 0)
        }
        self.architecture = wire.Architecture ?? ""
        self.variant = wire.Variant ?? ""
        self.operatingSystem = wire.Os ?? ""
        self.size = wire.Size ?? 0
        self.created = wire.Created ?? ""
    }
}
