import FoundationEssentials

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Why a unix socket cannot be connected to.
package enum SocketState: Hashable, Sendable {
    case missing
    /// A socket of a process that is gone.
    case nobodyListens
    case forbidden
    /// It can be connected to, or fails for another reason.
    case other

    /// What a failed connect says (connect(2)).
    package init(errorCode: Int32) {
        switch errorCode {
        case ENOENT, ENOTDIR: self = .missing
        case ECONNREFUSED: self = .nobodyListens
        case EACCES, EPERM: self = .forbidden
        default: self = .other
        }
    }

    /// Tries to connect to a socket, without waiting.
    package init(probing path: String) {
        #if canImport(Glibc)
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #else
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #endif
        guard descriptor >= 0 else {
            self = .other
            return
        }
        defer { close(descriptor) }
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            self = .other
            return
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        self = result == 0 ? .other : SocketState(errorCode: errno)
    }
}
