import FoundationEssentials
import Images

/// What a registry said beside a status that means failure (distribution specification, "Error Codes").
///
/// Proxies, load balancers and Amazon ECR also answer in plain text or HTML, of which the beginning is kept.
struct ErrorReport: Sendable, Hashable {
    /// The codes shipit acts on; others stay as they were written.
    enum Code {
        static let blobUploadInvalid = "BLOB_UPLOAD_INVALID"
        static let blobUploadUnknown = "BLOB_UPLOAD_UNKNOWN"
        static let denied = "DENIED"
        static let digestInvalid = "DIGEST_INVALID"
        static let manifestBlobUnknown = "MANIFEST_BLOB_UNKNOWN"
        /// What docker-registry says where others say MANIFEST_BLOB_UNKNOWN.
        static let blobUnknown = "BLOB_UNKNOWN"
        static let nameUnknown = "NAME_UNKNOWN"
        static let tagInvalid = "TAG_INVALID"
        static let tooManyRequests = "TOOMANYREQUESTS"
        static let unauthorized = "UNAUTHORIZED"
        static let unavailable = "UNAVAILABLE"
        static let unknown = "UNKNOWN"
    }

    /// The most bytes of a body that are looked at.
    static let limit = 64 << 10

    var codes: [String] = []
    /// In the registry's words, on one line, of limited length.
    var message = ""
    /// Digests that are named anywhere in the answer.
    var digests: [Digest] = []

    private struct Wire: Decodable {
        struct Item: Decodable {
            var code: String?
            var message: String?
        }
        var errors: [Item]?
    }

    init(_ body: [UInt8]) {
        let text = String(decoding: body.prefix(Self.limit), as: UTF8.self)
        self.digests = Self.digests(in: text)
        if let wire = try? JSONDecoder().decode(Wire.self, from: Data(body)), let errors = wire.errors {
            self.codes = errors.compactMap { $0.code?.uppercased() }
            self.message = Self.line(errors.compactMap { $0.message ?? $0.code }.joined(separator: "; "))
        } else if !text.lowercased().contains("<html") {
            self.message = Self.line(text)
        }
    }

    func has(_ code: String) -> Bool { codes.contains(code) }

    /// Amazon ECR says with status 403 that its token of twelve hours is over.
    var saysTokenExpired: Bool {
        let text = message.lowercased()
        return text.contains("token has expired") || text.contains("token is expired")
    }

    private static func line(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 300 ? words.prefix(300) + "…" : words
    }

    private static func digests(in text: String) -> [Digest] {
        var found: [Digest] = []
        for piece in text.components(separatedBy: "sha256:").dropFirst() {
            guard let digest = Digest(hexadecimal: piece.prefix(64)), !found.contains(digest) else { continue }
            found.append(digest)
        }
        return found
    }
}
