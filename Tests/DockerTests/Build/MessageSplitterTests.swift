import Docker
import Testing

@Suite struct MessageSplitterTests {
    private let stream = Array("{\"a\":1}\r\n{\"b\":2}\n\r\n{\"c\":3}".utf8)

    @Test(arguments: 1...26)
    func cutsTheSameMessagesHoweverTheChunksEnd(size: Int) throws {
        var splitter = MessageSplitter()
        var messages: [[UInt8]] = []
        var rest = stream[...]
        while !rest.isEmpty {
            messages += try splitter.append(Array(rest.prefix(size)))
            rest = rest.dropFirst(size)
        }
        messages += splitter.finish()
        #expect(messages.map { String(decoding: $0, as: UTF8.self) } == [#"{"a":1}"#, #"{"b":2}"#, #"{"c":3}"#])
    }

    @Test func takesMessagesFarAbove64KiB() throws {
        var splitter = MessageSplitter()
        let long = [UInt8](repeating: 120, count: 3 << 20)
        #expect(try splitter.append(long) == [])
        #expect(try splitter.append([10]) == [long])
    }

    @Test func refusesAMessageWithoutEnd() throws {
        var splitter = MessageSplitter(limit: 10)
        _ = try splitter.append([UInt8](repeating: 120, count: 10))
        #expect(throws: MessageSplitter.MessageTooLong(limit: 10)) { try splitter.append([120]) }
    }
}
