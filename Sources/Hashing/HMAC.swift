import CCrypto

/// Keyed hashes (RFC 2104) with SHA-256, as Signature Version 4 uses them.
package enum HMAC {
    /// The HMAC-SHA-256 of a message under a key of any length.
    package static func sha256(key: [UInt8], message: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: SHA256.byteCount)
        var length = UInt32(code.count)
        let result = CCrypto.HMAC(EVP_sha256(), key, Int32(key.count), message, message.count, &code, &length)
        precondition(result != nil && length == UInt32(SHA256.byteCount))
        return code
    }
}
