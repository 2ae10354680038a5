/// A tar in memory (POSIX ustar), for contexts that a test makes up.
enum TarFixture {
    /// An archive of regular files.
    static func archive(_ files: [(path: String, content: String)]) -> [UInt8] {
        files.flatMap { file -> [UInt8] in
            let content = Array(file.content.utf8)
            let padding = [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
            return header(file.path, content.count) + content + padding
        } + [UInt8](repeating: 0, count: 1024)
    }

    private static func header(_ path: String, _ size: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { header[offset + index] = byte }
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(path, at: 0)
        put(octal(0o644, 7), at: 100)
        put(octal(0, 7), at: 108)
        put(octal(0, 7), at: 116)
        put(octal(size, 11), at: 124)
        put(octal(1_700_000_000, 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, 6) + "\u{0} ", at: 148)
        return header
    }
}
