import Images

/// A blob that has begun to arrive and waits for its upload.
struct PendingBlob: Sendable {
    let spool: Spool
    /// Its name, where the engine stores it as it is sent.
    let known: Digest?
}
