import Hashing

/// The content address of a blob or manifest: `sha256:` and 64 lower-case digits.
///
/// Only SHA-256 is accepted: no registry or engine shipit talks to hands out another one
/// (OCI image specification, descriptor.md, "Digests").
package struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 64 digits, without the algorithm.
    package let hexadecimal: String

    /// The digest as it is written in manifests and URLs.
    package var description: String { "sha256:" + hexadecimal }

    /// The first twelve digits, for people.
    package var short: String { String(hexadecimal.prefix(12)) }

    /// Parses `sha256:…`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let prefix = "sha256:"
        guard text.hasPrefix(prefix) else { return nil }
        self.init(hexadecimal: text.dropFirst(prefix.count))
    }

    /// Parses 64 lower-case digits; nil for anything else.
    package init?(hexadecimal: some StringProtocol) {
        let isDigest =
            hexadecimal.utf8.count == SHA256.byteCount * 2
            && hexadecimal.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard isDigest else { return nil }
        self.hexadecimal = String(hexadecimal)
    }

    /// The digest of bytes at hand.
    package init(of bytes: [UInt8]) {
        self.hexadecimal = Hexadecimal.encode(SHA256.hash(bytes))
    }

    /// Takes a finished SHA-256 hash of 32 bytes.
    package init(hash: [UInt8]) {
        precondition(hash.count == SHA256.byteCount)
        self.hexadecimal = Hexadecimal.encode(hash)
    }
}

extension Digest: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = Digest(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no SHA-256 digest")
        }
        self = digest
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
