#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// What a child writes to one of its outputs.
struct ChildOutput {
    private var end: Descriptor?
    private(set) var bytes: [UInt8] = []

    init(_ end: Descriptor) {
        end.setNonBlocking()
        self.end = end
    }

    /// The end that `poll` watches; -1, which it passes over, after the last byte.
    var descriptor: Int32 { end?.number ?? -1 }

    /// Reads no more.
    mutating func discard() {
        end = nil
    }

    /// Takes what is there; false when it is more than the limit.
    mutating func take(limit: Int) -> Bool {
        guard let end else { return true }
        var block = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = read(end.number, &block, block.count)
            if count > 0 {
                bytes += block.prefix(count)
                guard bytes.count <= limit else { return false }
            } else if count < 0, errno == EINTR {
                continue
            } else {
                let mayComeMore = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
                if !mayComeMore { self.end = nil }
                return true
            }
        }
    }
}
