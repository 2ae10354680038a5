#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A terminal's size in characters.
struct TerminalSize: Sendable, Hashable {
    let columns: Int
    let rows: Int

    /// The size as it is now; nil when the stream is no terminal or the terminal does not know.
    static func current(of stream: StandardStream) -> Self? {
        var size = winsize()
        guard ioctl(stream.descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
            return nil
        }
        return Self(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
}
