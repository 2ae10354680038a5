import FoundationEssentials
import HTTP

/// A role to be assumed with an identity provider's token.
struct WebIdentity: Sendable, Hashable {
    enum Token: Sendable, Hashable {
        /// A file that is read anew for each refresh, since its owner replaces it.
        case file(String)
        /// GitHub's identity for a workflow run (`permissions: id-token: write`).
        case gitHub(requestURL: String, bearer: Secret)

        var origin: String {
            switch self {
            case .file(let path): "the token in \(path)"
            case .gitHub: "GitHub's identity of this run"
            }
        }
    }

    let roleARN: String
    let token: Token
    var sessionName: String?
}
