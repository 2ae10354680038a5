import Dispatch
import FoundationEssentials
import HTTP
import Images
import Registry
import Synchronization
import TestSupport

/// An image of two layers, the lower one random and above the limit for streaming in these tests.
struct SampleImage {
    let layers: [[UInt8]]
    let configuration: [UInt8]
    let identity: ImageIdentity
    let tar: Tar
    /// A place in the archive near the end of the lower layer.
    private let hold: Int

    init(_ seed: UInt64 = 1) {
        layers = [Self.random(1_100_000, seed: 7), Array("changed layer \(seed)".utf8)]
        let diffIDs = layers.map { Digest(of: $0) }
        configuration = Array(
            """
            {"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":\
            [\(diffIDs.map { "\"\($0)\"" }.joined(separator: ","))]}}
            """.utf8
        )
        identity = ImageIdentity(
            id: Digest(of: configuration),
            diffIDs: diffIDs,
            platform: Platform(os: "linux", architecture: "amd64")
        )
        var tar = Tar()
        let blobs = layers + [configuration]
        var hold = 0
        for blob in blobs.sorted(by: { "\(Digest(of: $0))" < "\(Digest(of: $1))" }) {
            tar.add("blobs/sha256/\(Digest(of: blob).hexadecimal)", blob)
            if blob == layers[0] { hold = tar.bytes.count - 20_000 }
        }
        self.hold = hold
        tar.add("manifest.json", "[]")
        self.tar = tar
    }

    /// A source that counts how often it was exported.
    ///
    /// - Parameter gate: Waited for near the end of the lower layer, so that its upload is sure to begin before.
    func source(_ exports: Count? = nil, bytes: [UInt8]? = nil, gate: DispatchSemaphore? = nil) -> PushSource {
        let bytes = bytes ?? tar.closed
        let hold = hold
        return PushSource(identity) {
            exports?.increase()
            let offset = Mutex(0)
            return PushSource.Export(
                read: {
                    offset.withLock { offset in
                        guard offset < bytes.count else { return nil }
                        let end = offset < hold ? min(offset + 50_000, hold) : min(offset + 50_000, bytes.count)
                        if offset == hold, let gate {
                            _ = gate.wait(timeout: .now() + 20)
                            gate.signal()
                        }
                        defer { offset = end }
                        return Array(bytes[offset..<min(end, bytes.count)])
                    }
                },
                cancel: { gate?.signal() }
            )
        }
    }

    fileprivate static func random(_ count: Int, seed: UInt64) -> [UInt8] {
        var state = seed
        var bytes: [UInt8] = []
        for _ in 0..<(count / 8) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let mixed = (state ^ (state >> 31)) &* 0xBF58_476D_1CE4_E5B9
            withUnsafeBytes(of: mixed) { bytes += $0 }
        }
        return bytes
    }
}

extension SampleImage {
    /// An image as containerd's store keeps it: one compressed layer, below a manifest in its own writing.
    struct Stored {
        let layer: [UInt8]
        let manifest: [UInt8]
        let identity: ImageIdentity
        private let bytes: [UInt8]

        init() {
            let layer = [0x1F, 0x8B] + SampleImage.random(200_000, seed: 3)
            let diffID = Digest(of: [1])
            let configuration = Array(
                #"{"architecture":"amd64","os":"linux","rootfs":{"type":"layers","diff_ids":["\#(diffID)"]}}"#.utf8
            )
            let manifest = Array(
                """
                { "schemaVersion": 2,
                  "mediaType": "application/vnd.oci.image.manifest.v1+json",
                  "config": {"mediaType":"application/vnd.oci.image.config.v1+json",\
                "digest":"\(Digest(of: configuration))","size":\(configuration.count)},
                  "layers": [{"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip",\
                "digest":"\(Digest(of: layer))","size":\(layer.count)}] }
                """.utf8
            )
            var tar = Tar()
            for blob in [layer, configuration, manifest] {
                tar.add("blobs/sha256/\(Digest(of: blob).hexadecimal)", blob)
            }
            tar.add("manifest.json", "[]")
            self.layer = layer
            self.manifest = manifest
            self.bytes = tar.closed
            self.identity = ImageIdentity(
                id: Digest(of: manifest),
                diffIDs: [diffID],
                platform: Platform(os: "linux", architecture: "amd64"),
                descriptor: Descriptor(mediaType: .ociManifest, digest: Digest(of: manifest), size: manifest.count)
            )
        }

        func source(_ exports: Count? = nil) -> PushSource {
            let bytes = bytes
            return PushSource(identity) {
                exports?.increase()
                let rest = Mutex<[UInt8]?>(bytes)
                return PushSource.Export(read: { rest.withLock { $0.take() } }, cancel: {})
            }
        }
    }
}

/// A number that several threads increase.
final class Count: Sendable {
    private let state = Mutex(0)

    var value: Int { state.withLock { $0 } }

    func increase() { state.withLock { $0 += 1 } }

    /// Whether nobody has asked this before.
    func isFirst() -> Bool {
        state.withLock { count in
            defer { count += 1 }
            return count == 0
        }
    }
}

/// A clock that rests take forward at once.
final class TestClock: Sendable {
    private let state = Mutex<(now: ContinuousClock.Instant, rests: [Duration])>((.now, []))

    /// The rests so far.
    var rests: [Duration] { state.withLock { $0.rests } }

    var timing: RetryTiming {
        var timing = RetryTiming()
        timing.now = { self.state.withLock { $0.now } }
        timing.sleep = { rest in
            try Task.checkCancellation()
            self.state.withLock { state in
                state.now += rest
                state.rests.append(rest)
            }
        }
        timing.random = { 0.5 }
        return timing
    }
}

extension PushLimits {
    /// Limits that make the sample's lower layer stream, and spill into a file.
    static var tight: PushLimits {
        var limits = PushLimits()
        limits.streamingFrom = 100_000
        limits.spoolMemory = 200_000
        return limits
    }
}
