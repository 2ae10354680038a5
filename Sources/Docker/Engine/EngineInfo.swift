import FoundationEssentials

/// What the engine says of itself.
package struct EngineInfo: Hashable, Sendable {
    /// Docker's version, such as `28.5.2`.
    package let version: String
    /// Where images are kept: `overlay2`, `overlayfs`…
    package let storageDriver: String
    /// Whether images are kept in containerd's store, which holds a registry's own blobs.
    package let hasContainerdStore: Bool
    package let operatingSystem: String
    package let architecture: String

    private struct Wire: Decodable {
        let ServerVersion: String?
        let Driver: String?
        let DriverStatus: [[String]]?
        let OSType: String?
        let Architecture: String?
    }

    /// Decodes the answer to `GET /info`.
    ///
    /// - Throws: `DecodingError`.
    package init(decoding json: [UInt8]) throws {
        let wire = try JSONDecoder().decode(Wire.self, from: Data(json))
        self.version = wire.ServerVersion ?? ""
        self.storageDriver = wire.Driver ?? ""
        self.hasContainerdStore =
            wire.DriverStatus?.contains(["driver-type", "io.containerd.snapshotter.v1"]) ?? false
        self.operatingSystem = wire.OSType ?? ""
        self.architecture = wire.Architecture ?? ""
    }
}
