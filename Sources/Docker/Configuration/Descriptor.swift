#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// An open file descriptor; closed once, when it goes.
final class Descriptor: Sendable {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Makes reading and writing fail rather than wait.
    func setNonBlocking() {
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
    }

    /// The two ends of a pipe.
    struct Pipe: Sendable {
        let reading: Descriptor
        let writing: Descriptor

        /// Makes a pipe that is closed in children.
        ///
        /// A child started by another thread in the very moment can still inherit it (`SpawnedProcess.start`).
        init() throws(ChildProcessError) {
            var ends: [Int32] = [-1, -1]
            guard pipe(&ends) == 0 else { throw .system(reason: SystemError.text(of: errno)) }
            self.reading = try Self.aboveStandard(Descriptor(ends[0]))
            self.writing = try Self.aboveStandard(Descriptor(ends[1]))
        }

        /// The numbers 0 to 2 are what a child's ends become; where this process has closed its own, a pipe could get them.
        private static func aboveStandard(_ end: Descriptor) throws(ChildProcessError) -> Descriptor {
            if end.number > 2, fcntl(end.number, F_SETFD, FD_CLOEXEC) == 0 { return end }
            let other = fcntl(end.number, F_DUPFD_CLOEXEC, 3)
            guard other >= 0 else { throw .system(reason: SystemError.text(of: errno)) }
            return Descriptor(other)
        }
    }
}
