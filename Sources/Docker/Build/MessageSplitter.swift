/// Cuts the engine's stream of JSON messages, one a line, wherever the chunks of the response end.
package struct MessageSplitter {
    /// A message is longer than any the engine sends.
    package struct MessageTooLong: Error, Hashable {
        package let limit: Int

        package init(limit: Int) {
            self.limit = limit
        }
    }

    private var pending: [UInt8] = []
    private let limit: Int

    /// - Parameter limit: The most bytes of one message. Warnings embed the whole Dockerfile, so it is ample.
    package init(limit: Int = 16 << 20) {
        self.limit = limit
    }

    /// Takes a chunk and returns the messages it completes, without their line breaks.
    package mutating func append(_ chunk: [UInt8]) throws(MessageTooLong) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var rest = chunk[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            try extend(rest[..<end])
            messages += takeMessage()
            rest = rest[(end + 1)...]
        }
        try extend(rest)
        return messages
    }

    /// What stands after the last line break, at the end of the stream.
    package mutating func finish() -> [[UInt8]] {
        takeMessage()
    }

    private mutating func extend(_ bytes: ArraySlice<UInt8>) throws(MessageTooLong) {
        guard pending.count + bytes.count <= limit else { throw MessageTooLong(limit: limit) }
        pending += bytes
    }

    private mutating func takeMessage() -> [[UInt8]] {
        defer { pending = [] }
        if pending.last == UInt8(ascii: "\r") { pending.removeLast() }
        return pending.isEmpty ? [] : [pending]
    }
}
