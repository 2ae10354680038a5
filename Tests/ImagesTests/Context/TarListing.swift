@testable import Images

/// What a tar archive says, read by the letter of POSIX.1-2017 (pax, "ustar Interchange Format" and
/// "pax Header Block") and independent of the library that wrote it.
struct TarListing {
    struct Entry {
        var path: [UInt8]
        var type: Character
        var mode: Int
        var user: Int
        var group: Int
        var userName: String
        var groupName: String
        var modified: Int
        var link: [UInt8]
        var content: [UInt8]
        var records: [String: [UInt8]]

        var name: String { String(decoding: path, as: UTF8.self) }
        var target: String { String(decoding: link, as: UTF8.self) }
        var text: String { String(decoding: content, as: UTF8.self) }
    }

    enum Defect: Error {
        case truncated
        case checksum
        case noEndMark
        case trailingBytes
        case noRoot
    }

    private(set) var entries: [Entry] = []

    var names: [String] { entries.map(\.name) }

    subscript(name: String) -> Entry? { entries.first { $0.name == name } }

    /// The entries below the root.
    func withoutRoot() throws -> TarListing {
        guard names.first == "./" else { throw Defect.noRoot }
        var listing = self
        listing.entries.removeFirst()
        return listing
    }

    init(_ archive: [UInt8]) throws {
        var offset = 0
        var records: [String: [UInt8]] = [:]
        while true {
            guard offset + 512 <= archive.count else { throw Defect.noEndMark }
            let header = Array(archive[offset..<(offset + 512)])
            offset += 512
            if header.allSatisfy({ $0 == 0 }) { break }
            var entry = try Self.entry(header)
            let size =
                records["size"].map { Int(String(decoding: $0, as: UTF8.self)) ?? -1 } ?? Self.octal(header, 124, 12)
            guard size >= 0, offset + size <= archive.count else { throw Defect.truncated }
            entry.content = Array(archive[offset..<(offset + size)])
            offset += (size + 511) / 512 * 512
            if entry.type == "x" {
                records = Self.records(entry.content)
                continue
            }
            entry.path = records["path"] ?? entry.path
            entry.link = records["linkpath"] ?? entry.link
            entry.records = records
            records = [:]
            entries.append(entry)
        }
        guard archive.count >= offset + 512, archive[offset...].allSatisfy({ $0 == 0 }) else {
            throw Defect.trailingBytes
        }
    }

    private static func entry(_ header: [UInt8]) throws -> Entry {
        let sum = header.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element)) }
        guard octal(header, 148, 8) == sum else { throw Defect.checksum }
        let prefix = field(header, 345, 155)
        let name = field(header, 0, 100)
        return Entry(
            path: prefix.isEmpty ? name : prefix + [UInt8(ascii: "/")] + name,
            type: Character(Unicode.Scalar(header[156])),
            mode: octal(header, 100, 8),
            user: octal(header, 108, 8),
            group: octal(header, 116, 8),
            userName: String(decoding: field(header, 265, 32), as: UTF8.self),
            groupName: String(decoding: field(header, 297, 32), as: UTF8.self),
            modified: octal(header, 136, 12),
            link: field(header, 157, 100),
            content: [],
            records: [:]
        )
    }

    private static func field(_ header: [UInt8], _ start: Int, _ length: Int) -> [UInt8] {
        Array(header[start..<(start + length)].prefix { $0 != 0 })
    }

    private static func octal(_ header: [UInt8], _ start: Int, _ length: Int) -> Int {
        let digits = String(decoding: field(header, start, length), as: UTF8.self).filter(\.isNumber)
        return Int(digits, radix: 8) ?? 0
    }

    /// `LENGTH KEY=VALUE\n`, the length counting itself.
    private static func records(_ content: [UInt8]) -> [String: [UInt8]] {
        var records: [String: [UInt8]] = [:]
        var rest = content[...]
        while let space = rest.firstIndex(of: UInt8(ascii: " ")),
            let length = Int(String(decoding: rest[..<space], as: UTF8.self)),
            let equals = rest.firstIndex(of: UInt8(ascii: "="))
        {
            let end = rest.startIndex + length
            records[String(decoding: rest[(space + 1)..<equals], as: UTF8.self)] = Array(rest[(equals + 1)..<(end - 1)])
            rest = rest[end...]
        }
        return records
    }
}

extension BuildContext {
    /// The whole archive, for contexts small enough to hold.
    func archive() throws -> (bytes: [UInt8], statistics: ContextStatistics) {
        var bytes: [UInt8] = []
        let statistics = try writeArchive { bytes += $0 }
        return (bytes, statistics)
    }

    /// The archive's entries without the root, which is always the first.
    func listing() throws -> TarListing {
        try TarListing(archive().bytes).withoutRoot()
    }
}
