import CCrypto

/// A SHA-256 computation (FIPS 180-4) over bytes that arrive piece by piece.
///
/// Owns libcrypto's digest context and frees it once, whether or not the hash is taken.
package struct SHA256: ~Copyable {
    /// The length of a hash in bytes.
    package static let byteCount = 32

    private let context: OpaquePointer

    package init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            preconditionFailure("libcrypto has no SHA-256 or no memory")
        }
        self.context = context
    }

    deinit {
        EVP_MD_CTX_free(context)
    }

    /// Adds bytes to the hash.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count > 0 else { return }
        precondition(EVP_DigestUpdate(context, bytes.baseAddress, bytes.count) == 1)
    }

    /// Adds bytes to the hash.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The hash of all bytes so far; ends the computation.
    package consuming func finalize() -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: Self.byteCount)
        precondition(EVP_DigestFinal_ex(context, &hash, nil) == 1)
        return hash
    }

    /// The hash of bytes that are all at hand.
    package static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var computation = SHA256()
        computation.update(bytes)
        return computation.finalize()
    }

    /// The hash of a text's UTF-8 bytes.
    package static func hash(_ text: String) -> [UInt8] {
        hash(Array(text.utf8))
    }
}
