import Images

/// How a push goes, told as it happens, from any thread.
package enum PushProgress: Sendable {
    /// The registry is asked what it has.
    case checking
    /// Bytes of the engine's export read so far.
    case exported(bytes: Int)
    /// Bytes of a blob handed to the registry so far; again from less when it has to be sent again.
    case sent(_ blob: String, bytes: Int)
    /// A blob is in the registry.
    case stored(Digest, size: Int, isNew: Bool)
    /// Something failed and will be tried again after a rest.
    case repeating(cause: RegistryError, rest: Duration)
    /// Something a person may want to know.
    case note(String)
}
