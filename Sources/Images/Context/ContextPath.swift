/// A path below the root of a build context: components joined by `/`, no leading slash.
///
/// Bytes as the file system has them, since names on Linux need not be UTF-8. The empty path is the root.
package struct ContextPath: Hashable, Sendable {
    package let bytes: [UInt8]

    /// The root of the context.
    package static let root = ContextPath([])

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(_ text: String) {
        self.bytes = Array(text.utf8)
    }

    /// The path of an entry of this directory.
    func appending(_ name: [UInt8]) -> ContextPath {
        bytes.isEmpty ? ContextPath(name) : ContextPath(bytes + [UInt8(ascii: "/")] + name)
    }

    /// Whether this path lies below a directory.
    func isBelow(_ directory: ContextPath) -> Bool {
        if directory.bytes.isEmpty { return !bytes.isEmpty }
        return bytes.count > directory.bytes.count + 1
            && bytes[directory.bytes.count] == UInt8(ascii: "/")
            && bytes.starts(with: directory.bytes)
    }

    /// The directories this path lies in, outermost first, without the root.
    var parents: [ContextPath] {
        bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { ContextPath(Array(bytes[..<$0])) }
    }
}

extension ContextPath: CustomStringConvertible {
    /// The path for people: bytes that are no UTF-8 are replaced.
    package var description: String {
        bytes.isEmpty ? "." : String(decoding: bytes, as: UTF8.self)
    }
}
