#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A pipe through which the thread that watches a child is told what happened elsewhere.
final class ChildSignals: Sendable {
    enum Event: UInt8 {
        case ended
        case cancelled
    }

    private let pipe: Descriptor.Pipe

    init() throws(ChildProcessError) {
        self.pipe = try Descriptor.Pipe()
        pipe.reading.setNonBlocking()
        pipe.writing.setNonBlocking()
    }

    /// The end that `poll` watches.
    var descriptor: Int32 { pipe.reading.number }

    /// Tells of an event; never waits, and a pipe has room for all the events there can be.
    func send(_ event: Event) {
        var byte = event.rawValue
        while write(pipe.writing.number, &byte, 1) < 0, errno == EINTR {}
    }

    /// The events since the last time.
    func receive() -> [Event] {
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = read(pipe.reading.number, &bytes, bytes.count)
        return bytes.prefix(max(count, 0)).compactMap(Event.init)
    }
}
