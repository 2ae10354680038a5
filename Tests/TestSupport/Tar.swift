/// A tar archive as the engine writes it, for exports that no engine at hand makes.
public struct Tar: Sendable {
    /// What has been added so far, without the end.
    public private(set) var bytes: [UInt8] = []

    /// An empty archive.
    public init() {}

    /// Adds a file.
    public mutating func add(_ name: String, _ content: [UInt8]) {
        header(name, type: "0", size: content.count)
        bytes += content
        bytes += [UInt8](repeating: 0, count: (512 - content.count % 512) % 512)
    }

    /// Adds a file with a text.
    public mutating func add(_ name: String, _ text: String) {
        add(name, Array(text.utf8))
    }

    /// Adds a symbolic link.
    public mutating func addLink(_ name: String, to target: String) {
        header(name, type: "2", size: 0, link: target)
    }

    /// The archive with its two closing blocks.
    public var closed: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

    private mutating func header(_ name: String, type: Character, size: Int, link: String = "") {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        func octal(_ value: Int, _ digits: Int) -> String {
            let text = String(value, radix: 8)
            return String(repeating: "0", count: digits - text.count) + text
        }
        put(name, at: 0)
        put("0000644", at: 100)
        put(octal(size, 11), at: 124)
        put("00000000000", at: 136)
        put("        ", at: 148)
        put(String(type), at: 156)
        put(link, at: 157)
        put("ustar", at: 257)
        put("00", at: 263)
        put(octal(block.reduce(0) { $0 + Int($1) }, 6), at: 148)
        block[154] = 0
        bytes += block
    }
}
