import FoundationEssentials

#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// A directory for one test, removed when the test is done.
final class ContextFixture {
    /// Without links, so that paths compare.
    let path: String
    private let base: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "context-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        guard let real = realpath(url.path, nil) else { throw POSIXFailure(code: errno) }
        defer { free(real) }
        self.base = String(cString: real)
        self.path = base + "/context"
        try makeDirectory("")
    }

    deinit {
        try? FileManager.default.removeItem(atPath: base)
    }

    struct POSIXFailure: Error {
        let code: Int32
    }

    /// A path beside the context, outside it.
    func outside(_ name: String) -> String { base + "/" + name }

    func makeDirectory(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: true)
    }

    /// Writes a file and the directories it lies in.
    func write(_ name: String, _ content: String = "") throws {
        if let slash = name.lastIndex(of: "/") { try makeDirectory(String(name[..<slash])) }
        try Data(content.utf8).write(to: URL(filePath: path + "/" + name))
    }

    func link(_ name: String, to target: String) throws {
        try check(symlink(target, path + "/" + name))
    }

    func hardLink(_ name: String, to existing: String) throws {
        try check(Self.systemLink(path + "/" + existing, path + "/" + name))
    }

    func setMode(_ name: String, _ mode: mode_t) throws {
        try check(chmod(path + "/" + name, mode))
    }

    func makeFIFO(_ name: String) throws {
        try check(mkfifo(path + "/" + name, 0o600))
    }

    /// Makes a socket; its path has to be shorter than 108 bytes.
    func makeSocket(_ name: String) throws {
        #if canImport(Darwin)
            let descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
        #else
            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #endif
        try check(descriptor)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let text = Array((path + "/" + name).utf8)
        try withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            guard text.count < bytes.count else { throw POSIXFailure(code: ENAMETOOLONG) }
            bytes.copyBytes(from: text)
        }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try check(result)
    }

    /// Makes an empty file whose name is not UTF-8.
    func writeRaw(_ name: [UInt8]) throws {
        let bytes = (Array(path.utf8) + [UInt8(ascii: "/")] + name + [0]).map(CChar.init(bitPattern:))
        guard let stream = fopen(bytes, "w") else { throw POSIXFailure(code: errno) }
        fclose(stream)
    }

    private func check(_ result: Int32) throws {
        guard result >= 0 else { throw POSIXFailure(code: errno) }
    }

    private static func systemLink(_ existing: String, _ name: String) -> Int32 {
        #if canImport(Darwin)
            Darwin.link(existing, name)
        #else
            Glibc.link(existing, name)
        #endif
    }
}
