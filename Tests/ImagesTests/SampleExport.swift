import Images
import TestSupport

/// One image of three layers, the first and last the same, as each kind of store exports it.
struct SampleExport {
    static let layers: [[UInt8]] = [sample(300_000), Array("top".utf8), sample(300_000)]
    static let diffIDs = layers.map { Digest(of: $0) }
    static let configuration = Array(
        """
        {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":\
        [\(diffIDs.map { "\"\($0)\"" }.joined(separator: ","))]}}
        """.utf8
    )
    static let id = Digest(of: configuration)

    let identity: ImageIdentity
    var tar: Tar

    /// Bytes that compress somewhat, the same every time.
    static func sample(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
        var state = seed &* 0x9E37_79B9_7F4A_7C15
        let piece: [UInt8] = (0..<5_000).map { index in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return index % 3 == 0 ? UInt8(truncatingIfNeeded: state >> 33) : UInt8(index % 7)
        }
        var bytes: [UInt8] = []
        while bytes.count < count { bytes += piece }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// What an engine before 25 writes; the names are those that engine 20.10 gives to these layers.
    static var legacy: SampleExport {
        var tar = Tar()
        tar.add("\(id.hexadecimal).json", configuration)
        tar.add("aa11/VERSION", "1.0")
        tar.add("aa11/json", #"{"id":"aa11"}"#)
        tar.add("aa11/layer.tar", layers[0])
        tar.add("bb22/VERSION", "1.0")
        tar.add("bb22/json", #"{"id":"bb22","parent":"aa11"}"#)
        tar.add("bb22/layer.tar", layers[1])
        tar.addLink("cc33/layer.tar", to: "../aa11/layer.tar")
        tar.add(
            "manifest.json",
            #"[{"Config":"\#(id.hexadecimal).json","Layers":["aa11/layer.tar","bb22/layer.tar","cc33/layer.tar"]}]"#
        )
        tar.add("repositories", "{}")
        return SampleExport(identity: identity(), tar: tar)
    }

    /// What a graph driver of engine 25 and later writes: uncompressed layers below their diff ids.
    static var graphDriver: SampleExport {
        let manifest = Array(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":\
            {"mediaType":"application/vnd.oci.image.config.v1+json","digest":"\(id)","size":\(configuration.count)},\
            "layers":[]}
            """.utf8
        )
        var blobs = [id: configuration, Digest(of: manifest): manifest]
        blobs[Digest(of: Array("{\"id\":\"v1\"}".utf8))] = Array("{\"id\":\"v1\"}".utf8)
        for layer in layers { blobs[Digest(of: layer)] = layer }
        return SampleExport(identity: identity(), tar: layout(blobs))
    }

    /// What containerd's store writes: blobs as they are sent, below an index with an attestation and another
    /// platform's manifest.
    static func containerd(index hasIndex: Bool) -> SampleExport {
        let stored = [[0x1F, 0x8B] + layers[0].prefix(1000), [0x28, 0xB5, 0x2F, 0xFD] + layers[1]]
        let manifest = Array(
            """
            {
              "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
              "config": {"mediaType":"application/vnd.oci.image.config.v1+json","digest":"\(id)",\
            "size":\(configuration.count)},
              "layers": [\(stored.map(entry).joined(separator: ","))]
            }
            """.utf8
        )
        let digest = Digest(of: manifest)
        let index = Array(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
            {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\(diffIDs[0])","size":9,
             "platform":{"os":"linux","architecture":"arm64","variant":"v8"}},
            {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\(digest)","size":\(manifest.count),
             "platform":{"os":"linux","architecture":"amd64"}},
            {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\(diffIDs[1])","size":9,
             "platform":{"os":"unknown","architecture":"unknown"},
             "annotations":{"vnd.docker.reference.type":"attestation-manifest"}}]}
            """.utf8
        )
        var blobs = [id: configuration, digest: manifest, Digest(of: index): index]
        for blob in stored { blobs[Digest(of: blob)] = blob }
        let root = hasIndex ? index : manifest
        let descriptor = Descriptor(
            mediaType: hasIndex ? .ociIndex : .ociManifest,
            digest: Digest(of: root),
            size: root.count
        )
        return SampleExport(identity: identity(descriptor), tar: layout(blobs))
    }

    private static func entry(_ blob: [UInt8]) -> String {
        """
        {"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"\(Digest(of: blob))","size":\(blob.count)}
        """
    }

    private static func identity(_ descriptor: Descriptor? = nil) -> ImageIdentity {
        ImageIdentity(
            id: descriptor?.digest ?? id,
            diffIDs: diffIDs,
            platform: Platform(os: "linux", architecture: "amd64"),
            descriptor: descriptor
        )
    }

    private static func layout(_ blobs: [Digest: [UInt8]]) -> Tar {
        var tar = Tar()
        for (digest, blob) in blobs.sorted(by: { $0.key.hexadecimal < $1.key.hexadecimal }) {
            tar.add("blobs/sha256/\(digest.hexadecimal)", blob)
        }
        tar.add("index.json", "{}")
        tar.add("manifest.json", "[]")
        tar.add("oci-layout", #"{"imageLayoutVersion":"1.0.0"}"#)
        return tar
    }
}
