import FoundationEssentials
import HTTP
import Images

/// A registry's answer with its body.
struct RegistryAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let body: [UInt8]
    /// The address that answered, after redirections.
    let url: URL

    var isSuccess: Bool { (200..<300).contains(status) }
    var report: ErrorReport { ErrorReport(body) }
    /// The digest the registry computed; a malformed one counts as none.
    var digest: Digest? { headers["Docker-Content-Digest"].flatMap { Digest($0) } }
}
