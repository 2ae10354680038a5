import Images
import TestSupport
import Testing

@Suite("An engine's export")
struct ImageExportTests {
    @Test("of an old engine gives each layer once, by its content")
    func legacy() throws {
        let (layers, contents) = try read(SampleExport.legacy)
        #expect(layers.map(\.digest) == [SampleExport.diffIDs[0], SampleExport.diffIDs[1]])
        #expect(contents.configuration.bytes == SampleExport.configuration)
        #expect(contents.manifest == nil)
    }

    @Test("of a graph driver names its layers before they are read")
    func graphDriver() throws {
        let (layers, contents) = try read(SampleExport.graphDriver)
        #expect(Set(layers.map(\.digest)) == Set(SampleExport.diffIDs))
        for layer in layers { #expect(layer.layer.content == .uncompressed(diffID: layer.digest)) }
        #expect(contents.configuration.digest == SampleExport.id)
        #expect(contents.manifest == nil)
    }

    @Test("of containerd's store keeps manifest and blobs as they are", arguments: [false, true])
    func containerd(hasIndex: Bool) throws {
        let (layers, contents) = try read(SampleExport.containerd(index: hasIndex))
        let manifest = try #require(contents.manifest)
        #expect(Set(layers.map(\.digest)) == Set(manifest.layers.map(\.digest)))
        #expect(manifest.bytes.first == UInt8(ascii: "{") && manifest.bytes.contains(10))
        #expect(contents.configuration.digest == SampleExport.id)
    }

    @Test("may be handed over in pieces of any size", arguments: [1, 511, 4096, 1 << 20])
    func anyPieces(size: Int) throws {
        var tar = Tar()
        tar.add("\(SampleExport.id.hexadecimal).json", SampleExport.configuration)
        tar.add("a/layer.tar", SampleExport.layers[1])
        tar.add("manifest.json", "[]")
        let (layers, _) = try read(SampleExport(identity: SampleExport.legacy.identity, tar: tar), pieces: size)
        #expect(layers.map(\.digest) == [SampleExport.diffIDs[1]])
    }

    @Test("that passes over its layers still arrives at its end")
    func skipping() throws {
        let export = SampleExport.legacy
        var reader = try ImageExport(export.identity, pull: pieces(of: export.tar.closed))
        var count = 0
        while try reader.nextLayer() != nil { count += 1 }
        #expect(count == 2)
        #expect(try reader.finish().configuration.digest == SampleExport.id)
    }

    @Test("cut anywhere is an error", arguments: ["legacy", "graphDriver", "containerd"])
    func cut(layout: String) throws {
        let export =
            switch layout {
            case "legacy": SampleExport.legacy
            case "graphDriver": SampleExport.graphDriver
            default: SampleExport.containerd(index: true)
            }
        let whole = export.tar.closed
        let cuts = [0, 1, 511, 512, 513, 1024, whole.count / 2, whole.count - 1024, whole.count - 1023]
        for length in cuts {
            #expect(throws: ArchiveError.self, "cut at \(length) of \(whole.count)") {
                _ = try read(export, bytes: Array(whole[..<length]))
            }
        }
    }

    @Test("that ends in the engine's error says it", arguments: [512, 1000, 300_000])
    func engineError(length: Int) throws {
        let export = SampleExport.legacy
        let bytes = Array(export.tar.bytes[..<length]) + Array("{\"message\":\"no space left on device\"}\n".utf8)
        #expect(throws: ArchiveError.truncated(message: "no space left on device")) {
            _ = try read(export, bytes: bytes)
        }
    }

    @Test("of another image than was inspected is an error")
    func otherImage() throws {
        var export = SampleExport.legacy
        export.tar.add("zz/layer.tar", "changed meanwhile")
        #expect(throws: ArchiveError.unexpectedLayer(Digest(of: Array("changed meanwhile".utf8)))) {
            _ = try read(export)
        }
    }

    @Test("with a blob that is not what its name says is an error")
    func corrupt() throws {
        var export = SampleExport.containerd(index: false)
        let name = "blobs/sha256/" + String(repeating: "f", count: 64)
        export.tar.add(name, [0x1F, 0x8B, 1])
        #expect(throws: ArchiveError.digestMismatch(name: name, actual: Digest(of: [0x1F, 0x8B, 1]))) {
            _ = try read(export)
        }
    }

    @Test("without the configuration is an error")
    func noConfiguration() throws {
        var tar = Tar()
        tar.add("manifest.json", "[]")
        #expect(throws: ArchiveError.missing("the configuration \(SampleExport.id.short)")) {
            _ = try read(SampleExport(identity: SampleExport.legacy.identity, tar: tar))
        }
    }

    @Test("whose stream fails throws the stream's error")
    func streamFailure() throws {
        struct Broken: Error {}
        var left = [Array(SampleExport.legacy.tar.bytes[..<2000])]
        #expect(throws: Broken.self) {
            var reader = try ImageExport(SampleExport.legacy.identity) {
                guard let next = left.popLast() else { throw Broken() }
                return next
            }
            while try reader.nextLayer() != nil { _ = try reader.readLayer { _ in } }
        }
    }

    @Test("of an old engine has names that tell the layers beforehand")
    func legacyNames() throws {
        // An image of four layers as engine 20.10.24 exported it.
        let diffIDs = [
            "869fffc683ec3d2bbc1d32d3f0638b134a0b8635239d926c2e4c5ddeb8dcee16",
            "8a0f6f44ea18bed52988e456fe05ea183c467c0ad971b8e945a7451d0b7095e3",
            "636d3f907c198dfcd680ccde2d5669cfe584a15c990f70dfc6559df912f22fc2",
            "349268a7f471c1d61d3a9fb83a32c80ffbbedd911c820de8c8a1f1ed093b7d4e",
        ].compactMap { Digest(hexadecimal: $0) }
        let names = [
            "6496849a7e3eccc5bfa6a45b8d8ec97ee8013aa2323c2a40bd563a7e8c408a63",
            "19706065eb2dc246935af80102553d3d053b5e37a9915c06173afa6849642057",
            "cdbe0b7212a4ce3c54cf257625f347749ff0dc5357070898fa9b4a7ebf6345c8",
            "633ef0620255e1534eacc8529647c16f203a0d61c7ac757d9c20e22e5669728e",
        ]
        var tar = Tar()
        for (index, name) in names.enumerated() {
            tar.add("\(name)/json", index == 0 ? "{}" : #"{"parent":"\#(names[index - 1])"}"#)
            tar.add("\(name)/layer.tar", "whatever")
        }
        let identity = ImageIdentity(
            id: SampleExport.id,
            diffIDs: diffIDs,
            platform: Platform(os: "linux", architecture: "amd64")
        )
        var reader = try ImageExport(identity, pull: pieces(of: tar.closed))
        for diffID in diffIDs { #expect(try reader.nextLayer()?.content == .uncompressed(diffID: diffID)) }
    }
}

/// Reads an export whole.
private func read(
    _ export: SampleExport,
    bytes: [UInt8]? = nil,
    pieces size: Int = 100_000
) throws -> (layers: [(layer: ExportedLayer, digest: Digest)], contents: ExportContents) {
    var reader = try ImageExport(export.identity, pull: pieces(of: bytes ?? export.tar.closed, size))
    var layers: [(ExportedLayer, Digest)] = []
    while let layer = try reader.nextLayer() {
        var count = 0
        let digest = try reader.readLayer { count += $0.count }
        #expect(count == layer.size)
        layers.append((layer, digest))
    }
    return (layers, try reader.finish())
}

private func pieces(of bytes: [UInt8], _ size: Int = 100_000) -> () -> [UInt8]? {
    var offset = 0
    return {
        guard offset < bytes.count else { return nil }
        defer { offset += size }
        return Array(bytes[offset..<min(offset + size, bytes.count)])
    }
}
