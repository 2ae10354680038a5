/// Makes lines of plain text out of a program's output, which arrives in chunks cut anywhere.
///
/// Invalid UTF-8 is repaired, terminal escape sequences and control characters are removed, so that a
/// line can be shown in any terminal and report. A lone carriage return starts its line again, as a
/// terminal shows it: of a progress bar the last state remains.
package struct LineAssembler {
    private var line: [UInt8] = []
    private var isAfterReturn = false
    private let limit: Int

    /// - Parameter limit: The most bytes of a line; a longer one becomes several.
    package init(limit: Int = 4096) {
        self.limit = max(limit, 8)
    }

    /// Takes a chunk and returns the lines it completes.
    package mutating func append(_ chunk: ArraySlice<UInt8>) -> [String] {
        var lines: [String] = []
        for byte in chunk {
            switch byte {
            case UInt8(ascii: "\n"):
                lines.append(takeLine(line.count))
                isAfterReturn = false
            case UInt8(ascii: "\r"):
                isAfterReturn = true
            default:
                if isAfterReturn {
                    line.removeAll(keepingCapacity: true)
                    isAfterReturn = false
                }
                line.append(byte)
                if line.count >= limit { lines.append(takeLine(lastBoundary)) }
            }
        }
        return lines
    }

    /// The line that nothing ended; nil when there is none.
    package mutating func finish() -> String? {
        isAfterReturn = false
        return line.isEmpty ? nil : takeLine(line.count)
    }

    /// Where a long line can be cut without cutting a character.
    private var lastBoundary: Int {
        let tail = line.suffix(4)
        guard let lead = tail.lastIndex(where: { $0 & 0xC0 != 0x80 }), line[lead] >= 0xC0 else { return line.count }
        let length = line[lead] >= 0xF0 ? 4 : line[lead] >= 0xE0 ? 3 : 2
        return line.count - lead < length ? lead : line.count
    }

    private mutating func takeLine(_ count: Int) -> String {
        let text = String(decoding: line.prefix(count), as: UTF8.self)
        line.removeFirst(count)
        return PlainText.strip(text)
    }
}
