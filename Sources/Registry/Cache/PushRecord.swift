import FoundationEssentials
import Images

/// What earlier pushes to one registry taught: which image became which manifest, and which layer which blob.
///
/// A memory aid only: the registry is always asked whether it still has what is written here.
struct PushRecord: Codable, Equatable {
    struct Image: Codable, Equatable {
        var repository: String
        var id: Digest
        var digest: Digest
        var mediaType: MediaType
        /// The manifest as it was sent.
        var manifest: String
        var blobs: [Blob]
        var used: Int
    }

    /// A blob and what it holds.
    struct Blob: Codable, Equatable {
        var diffID: Digest
        var digest: Digest
        var size: Int
        var mediaType: MediaType

        var descriptor: Descriptor { Descriptor(mediaType: mediaType, digest: digest, size: size) }
    }

    struct Layer: Codable, Equatable {
        var blob: Blob
        /// Which compressor made it; nil when it came compressed.
        var compressor: String?
        var repositories: [String]
        var used: Int
    }

    static let currentVersion = 1
    private static let imageLimit = 200
    private static let layerLimit = 4000
    private static let repositoryLimit = 8

    var version = currentVersion
    private var clock = 0
    private var images: [Image] = []
    private var layers: [Layer] = []

    init() {}

    /// The manifest that an image became in a repository.
    func image(_ id: Digest, in repository: RepositoryName) -> Image? {
        images.last { $0.id == id && $0.repository == repository.description }
    }

    /// The blob that a layer became last, with the repositories that had it.
    func layer(_ diffID: Digest) -> Layer? {
        layers.last { $0.blob.diffID == diffID }
    }

    mutating func add(_ image: Image) {
        clock += 1
        var image = image
        image.used = clock
        images.removeAll { $0.id == image.id && $0.repository == image.repository }
        images.append(image)
        images.removeFirst(max(0, images.count - Self.imageLimit))
        for blob in image.blobs { add(blob, compressor: nil, in: image.repository) }
    }

    mutating func add(_ blob: Blob, compressor: String?, in repository: String) {
        clock += 1
        let known = layers.firstIndex { $0.blob.diffID == blob.diffID }.map { layers.remove(at: $0) }
        var layer = Layer(blob: blob, compressor: compressor, repositories: [], used: clock)
        if let known, known.blob.digest == blob.digest {
            layer.compressor = compressor ?? known.compressor
            layer.repositories = known.repositories.filter { $0 != repository }
        }
        layer.repositories = [repository] + layer.repositories.prefix(Self.repositoryLimit - 1)
        layers.append(layer)
        layers.removeFirst(max(0, layers.count - Self.layerLimit))
    }

    /// Forgets blobs that a repository turned out not to have, and the images made of them.
    mutating func forget(_ digests: Set<Digest>, in repository: String) {
        images.removeAll { image in
            image.repository == repository && image.blobs.contains { digests.contains($0.digest) }
        }
        for index in layers.indices where digests.contains(layers[index].blob.digest) {
            layers[index].repositories.removeAll { $0 == repository }
        }
    }

    /// Forgets what an image became in a repository.
    mutating func forgetImage(_ id: Digest, in repository: RepositoryName) {
        images.removeAll { $0.id == id && $0.repository == repository.description }
    }
}
