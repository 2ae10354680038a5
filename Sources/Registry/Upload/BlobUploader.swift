import FoundationEssentials
import HTTP
import Images
import Synchronization

/// Carries out what the upload machine decides, for one repository.
struct BlobUploader: Sendable {
    let client: RegistryClient
    let repository: RepositoryName
    let scope: RegistryScope
    let tell: @Sendable (PushProgress) -> Void

    /// Brings a blob into the registry.
    ///
    /// - Parameter known: Its name, where that is known before its bytes are.
    /// - Parameter distrusted: Blobs that are sent without asking for them first.
    func upload(
        _ spool: Spool,
        known: Digest?,
        distrusted: Set<Digest> = []
    ) async throws -> UploadMachine.Outcome {
        if known == nil { try await spool.ready() }
        let digest = known ?? spool.finished?.digest
        let upload = BlobUpload(uploader: self, spool: spool, known: digest)
        return try await upload.run(checks: digest.map { !distrusted.contains($0) } ?? false)
    }

    /// Whether the registry has a blob in this repository.
    ///
    /// - Returns: nil when it does not say, as to roles that may only push.
    func exists(_ digest: Digest) async throws -> Bool? {
        let call = try checkCall(digest)
        let answer = try await client.sendRepeatedly(call)
        switch answer.status {
        case 200: return true
        case 404: return false
        case 401, 403, 405: return nil
        default: throw await client.refusal(of: call, answer)
        }
    }

    /// Takes a blob over from another repository of the registry; false when that is not possible.
    func mount(_ digest: Digest, from source: RepositoryName) async throws -> Bool {
        var call = try call(.post, try path("uploads/"), subject: digest.short)
        call.url = try client.url(
            "/v2/\(repository)/blobs/uploads/?mount=sha256%3A\(digest.hexadecimal)&from=\(source)",
            .uploadBlob,
            digest.short
        )
        let answer = try await client.sendRepeatedly(call)
        if answer.status == 202, let field = answer.headers["Location"],
            let session = Location.resolve(field, against: answer.url, registry: client.host)
        {
            // Not mounted, but a session was begun for the bytes.
            discard(session)
        }
        return answer.status == 201
    }

    /// Cancels a session at the registry, without waiting and whether or not the push goes on.
    func discard(_ session: URL) {
        guard let call = try? call(.delete, session, subject: "an upload") else { return }
        let client = client
        Task { _ = try? await client.send(call) }
    }

    func checkCall(_ digest: Digest) throws -> RegistryCall {
        RegistryCall(
            operation: .checkBlob,
            subject: "the blob \(digest.short)",
            scope: scope,
            method: .head,
            url: try client.url("/v2/\(repository)/blobs/\(digest)", .checkBlob, digest.short)
        )
    }

    func call(_ method: HTTPRequest.Method, _ url: URL, subject: String) throws -> RegistryCall {
        RegistryCall(
            operation: .uploadBlob,
            subject: "\(subject) of \(repository)",
            scope: scope,
            method: method,
            url: url
        )
    }

    func path(_ rest: String) throws -> URL {
        try client.url("/v2/\(repository)/blobs/\(rest)", .uploadBlob, repository.description)
    }
}
