/// The type of a file in the upper bits of its mode, as Linux and macOS both number them.
enum FileType: UInt32 {
    case fifo = 0o010000
    case characterDevice = 0o020000
    case directory = 0o040000
    case blockDevice = 0o060000
    case regular = 0o100000
    case symbolicLink = 0o120000
    case socket = 0o140000

    /// The type in a mode as `stat` gives it; nil for a type that neither system has.
    init?(mode: some BinaryInteger) {
        self.init(rawValue: UInt32(truncatingIfNeeded: mode) & 0o170000)
    }
}
