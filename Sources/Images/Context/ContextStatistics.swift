/// What a build context held when it was sent.
package struct ContextStatistics: Sendable, Hashable {
    /// Files, further names of files and all else that is no directory.
    package var files = 0
    package var directories = 0
    /// The sizes of the files, in bytes.
    package var contentBytes = 0
    /// The size of the archive, in bytes.
    package var archiveBytes = 0
    /// Sockets, which were left out because an archive cannot hold them.
    package var skippedSockets: [ContextPath] = []

    /// What a person should know about, one sentence each.
    package var warnings: [String] {
        skippedSockets.map { "'\($0)' is a socket and was left out of the build context" }
    }
}
