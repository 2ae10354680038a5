#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A pipe that lets any thread wake one that waits for a socket.
final class WakeupPipe: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(call: "pipe", code: errno) }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        self.readEnd = ends[0]
        self.writeEnd = ends[1]
    }

    deinit {
        close(readEnd)
        close(writeEnd)
    }

    /// Wakes the waiting thread, or the next one to wait.
    func wake() {
        var byte: UInt8 = 0
        // A full pipe wakes just as well.
        _ = write(writeEnd, &byte, 1)
    }

    /// Waits until the socket is ready or somebody called `wake`.
    func wait(for socket: RawSocket, reading: Bool, writing: Bool) {
        var events: Int16 = 0
        if reading { events |= Int16(POLLIN) }
        if writing { events |= Int16(POLLOUT) }
        var entries = [
            pollfd(fd: socket.descriptor, events: events, revents: 0),
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&entries, nfds_t(entries.count), 1000)
        var drained = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &drained, drained.count) > 0 {}
    }
}
