import FoundationEssentials

/// What a push may take of the machine.
package struct PushLimits: Sendable {
    /// Where what does not fit into memory goes, in files without names.
    package var spoolDirectory = FileManager.default.temporaryDirectory.path
    /// Compressed bytes that wait in memory for the registry, or for not being needed again.
    package var spoolMemory = 16 << 20
    /// From how many waiting bytes on, in memory and in files, no further layer is begun.
    package var spool = 4 << 30
    /// From how many bytes on the upload of a layer begins before its compression has ended.
    package var streamingFrom = 8 << 20
    /// How many blobs are sent at once, each by a connection of its own.
    package var uploads = 5

    package init() {}
}
