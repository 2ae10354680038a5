import Images
import Testing

@Suite("Manifests")
struct ManifestTests {
    private let configuration = Descriptor(mediaType: .dockerConfiguration, digest: Digest(of: [1]), size: 1)
    private let layer = Descriptor(mediaType: .dockerGzipLayer, digest: Digest(of: [2]), size: 2)

    @Test("that are written are the same bytes every time and name their media type")
    func writing() throws {
        let manifest = Manifest(docker: configuration, layers: [layer, layer])
        #expect(
            String(decoding: manifest.bytes, as: UTF8.self) == """
                {"config":{"digest":"\(configuration.digest)","mediaType":"\(MediaType.dockerConfiguration)","size":1},\
                "layers":[{"digest":"\(layer.digest)","mediaType":"\(MediaType.dockerGzipLayer)","size":2},\
                {"digest":"\(layer.digest)","mediaType":"\(MediaType.dockerGzipLayer)","size":2}],\
                "mediaType":"\(MediaType.dockerManifest)","schemaVersion":2}
                """
        )
        #expect(try Manifest(decoding: manifest.bytes) == manifest)
    }

    @Test("that are read keep their bytes, and with them their digest")
    func reading() throws {
        let text = """
            { "schemaVersion": 2, "unknown": 1, "mediaType": "application/vnd.oci.image.manifest.v1+json",
              "config": {"mediaType":"application/vnd.oci.image.config.v1+json","digest":"\(layer.digest)","size":7},
              "layers": [] }
            """
        let manifest = try Manifest(decoding: Array(text.utf8))
        #expect(manifest.digest == Digest(of: Array(text.utf8)))
        #expect(manifest.mediaType == .ociManifest)
        #expect(manifest.descriptor.size == text.utf8.count)
    }

    @Test("without a media type are what they were announced as")
    func announced() throws {
        let text = #"{"schemaVersion":2,"config":{"mediaType":"x","digest":"\#(layer.digest)","size":7},"layers":[]}"#
        #expect(try Manifest(decoding: Array(text.utf8), as: .dockerManifest).mediaType == .dockerManifest)
        #expect(try Manifest(decoding: Array(text.utf8)).mediaType == .ociManifest)
    }

    struct Refused: Sendable, CustomTestStringConvertible {
        let text: String
        let error: ManifestError
        var testDescription: String { text }
    }

    @Test(
        "that are none are refused with a reason",
        arguments: [
            Refused(text: "", error: .malformed(document: "manifest", detail: "it is not JSON")),
            Refused(text: "<html>", error: .malformed(document: "manifest", detail: "it is not JSON")),
            Refused(text: #"{"schemaVersion":1}"#, error: .schema1),
            Refused(
                text: #"{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}"#,
                error: .unexpectedMediaType("application/vnd.oci.image.index.v1+json")
            ),
            Refused(
                text: #"{"schemaVersion":2,"layers":[]}"#,
                error: .malformed(document: "manifest", detail: "'config' is missing")
            ),
            Refused(
                text: #"{"schemaVersion":2,"config":{"mediaType":"a","digest":"sha256:1","size":1},"layers":[]}"#,
                error: .malformed(
                    document: "manifest",
                    detail: "'config.digest': 'sha256:1' is no SHA-256 digest"
                )
            ),
        ]
    )
    func refusing(_ refused: Refused) {
        #expect(throws: refused.error) { _ = try Manifest(decoding: Array(refused.text.utf8)) }
    }

    @Test("of an index are picked by platform, attestations never")
    func picking() throws {
        func entry(_ byte: UInt8, _ platform: String, _ more: String = "") -> String {
            """
            {"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"\(Digest(of: [byte]))","size":1,\
            "platform":{\(platform)}\(more)}
            """
        }
        let index = try ImageIndex(
            decoding: Array(
                """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[
                \(entry(1, #""os":"linux","architecture":"arm64","variant":"v8""#)),
                \(entry(2, #""os":"linux","architecture":"amd64""#)),
                \(entry(3, #""os":"unknown","architecture":"unknown""#, #","annotations":{"vnd.docker.reference.type":"attestation-manifest"}"#))]}
                """.utf8
            )
        )
        func pick(_ os: String, _ architecture: String, _ variant: String? = nil) throws -> Digest {
            try index.manifest(for: Platform(os: os, architecture: architecture, variant: variant)).digest
        }
        #expect(try pick("linux", "amd64") == Digest(of: [2]))
        #expect(try pick("linux", "arm64") == Digest(of: [1]))
        #expect(try pick("linux", "arm64", "v8") == Digest(of: [1]))
        #expect(throws: ManifestError.noPlatform(wanted: "linux/arm64/v7", offered: ["linux/arm64/v8", "linux/amd64"]))
        {
            try pick("linux", "arm64", "v7")
        }
        #expect(throws: ManifestError.self) { try pick("unknown", "unknown") }
    }

    @Test("name configurations whose platform and diff ids are read")
    func configurations() throws {
        let configuration = try ImageConfiguration(decoding: SampleExport.configuration)
        #expect(configuration.diffIDs == SampleExport.diffIDs)
        #expect(configuration.platform == Platform(os: "linux", architecture: "amd64"))
        #expect(configuration.digest == SampleExport.id)
    }
}
