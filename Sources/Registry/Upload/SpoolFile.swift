#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A temporary file that has no name: it goes with its descriptor, however the process ends.
final class SpoolFile: Sendable {
    struct Failure: Error {
        let detail: String

        init(_ code: Int32) {
            self.detail = strerror(code).map { String(cString: $0) } ?? "error \(code)"
        }
    }

    private let descriptor: Int32

    init(in directory: String) throws(Failure) {
        let path = "\(directory)/shipit-layer-\(String(UInt64.random(in: .min ... .max), radix: 36))"
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Failure(errno) }
        unlink(path)
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(Failure) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(count < 0 ? errno : ENOSPC) }
            done += count
        }
    }

    func read(_ count: Int, at offset: Int) throws(Failure) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + done }, count - done, off_t(offset + done))
            }
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { throw Failure(got < 0 ? errno : EIO) }
            done += got
        }
        return bytes
    }
}
