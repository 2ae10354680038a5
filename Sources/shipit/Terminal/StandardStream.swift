#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// stdout and stderr, written without a buffer of their own.
enum StandardStream: Sendable, Hashable {
    case output
    case error

    /// Why a text did not get out.
    enum Failure: Error, Hashable, CustomStringConvertible {
        /// Nobody reads any more: `shipit status | head -1`. No reason for a message.
        case closed
        /// errno.
        case system(Int32)

        var description: String {
            switch self {
            case .closed: "nobody reads the output any more"
            case .system(let code): "the output cannot be written: \(String(cString: strerror(code)))"
            }
        }
    }

    var descriptor: Int32 {
        switch self {
        case .output: STDOUT_FILENO
        case .error: STDERR_FILENO
        }
    }

    /// Writes a whole text.
    func write(_ text: String) throws(Failure) { try Self.write(text, to: descriptor) }

    /// Writes a whole text to a descriptor, waiting where it is full.
    static func write(_ text: String, to descriptor: Int32) throws(Failure) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN || errno == EWOULDBLOCK {
                var poll = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = systemPoll(&poll, 1, -1)
            } else if errno != EINTR {
                // A stream that was closed before the start (`>&-`) has no reader either.
                throw errno == EPIPE || errno == EBADF ? .closed : .system(errno)
            }
        }
    }

    /// Makes a write to a closed pipe an error instead of the process's end; to be called once, at the start.
    static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }
}

private let systemWrite: @Sendable (Int32, UnsafeRawPointer?, Int) -> Int = { write($0, $1, $2) }
private let systemPoll: @Sendable (UnsafeMutablePointer<pollfd>, nfds_t, Int32) -> Int32 = { poll($0, $1, $2) }
