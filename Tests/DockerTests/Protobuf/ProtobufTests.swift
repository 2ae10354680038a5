import Docker
import Testing

@Suite struct ProtobufTests {
    @Test func writesTheEncodingOfTheSpecification() {
        var writer = ProtobufWriter()
        writer.field(1, 150)
        writer.field(2, "testing")
        #expect(writer.bytes == [0x08, 0x96, 0x01, 0x12, 0x07] + Array("testing".utf8))
    }

    @Test func leavesDefaultsOut() {
        var writer = ProtobufWriter()
        writer.field(1, 0)
        writer.field(2, "")
        #expect(writer.bytes.isEmpty)
    }

    @Test func readsEveryWireType() throws {
        var reader = ProtobufReader([
            0x08, 0x96, 0x01, 0x11, 1, 0, 0, 0, 0, 0, 0, 0x80, 0x1A, 2, 0x68, 0x69, 0x25, 4, 3, 2, 1,
        ])
        #expect(try reader.next() == .init(number: 1, value: .varint(150)))
        #expect(try reader.next() == .init(number: 2, value: .fixed64(0x8000_0000_0000_0001)))
        #expect(try reader.next()?.value.text == "hi")
        #expect(try reader.next() == .init(number: 4, value: .fixed32(0x0102_0304)))
        #expect(try reader.next() == nil)
    }

    @Test func readsNegativeNumbers() throws {
        var reader = ProtobufReader([0x08] + [UInt8](repeating: 0xFF, count: 9) + [0x01])
        #expect(try reader.next()?.value.integer == -1)
    }

    struct Malformed: CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        let error: ProtobufError
    }

    @Test(arguments: [
        Malformed(testDescription: "key cut", bytes: [0x88], error: .truncated),
        Malformed(testDescription: "varint cut", bytes: [0x08, 0x80], error: .truncated),
        Malformed(
            testDescription: "varint of eleven bytes",
            bytes: [0x08] + .init(repeating: 0x80, count: 10) + [0],
            error: .varintTooLong
        ),
        Malformed(
            testDescription: "varint above 64 bits",
            bytes: [0x08] + .init(repeating: 0xFF, count: 9) + [0x02],
            error: .varintTooLong
        ),
        Malformed(testDescription: "length beyond the end", bytes: [0x0A, 5, 1], error: .truncated),
        Malformed(
            testDescription: "length beyond Int",
            bytes: [0x0A] + .init(repeating: 0xFF, count: 9) + [0x01],
            error: .truncated
        ),
        Malformed(testDescription: "fixed cut", bytes: [0x0D, 1, 2, 3], error: .truncated),
        Malformed(testDescription: "field zero", bytes: [0x00, 0x00], error: .invalidFieldNumber),
        Malformed(testDescription: "group", bytes: [0x0B], error: .unknownWireType(3)),
    ])
    func refuses(_ malformed: Malformed) {
        var reader = ProtobufReader(malformed.bytes)
        #expect(throws: malformed.error) { try reader.next() }
    }

    @Test func neverTrapsOnRandomBytes() {
        var generator = SeededGenerator(seed: 1)
        var decoded = 0
        for _ in 0..<20_000 {
            if (try? BuildTrace(decoding: generator.bytes(upTo: 48))) != nil { decoded += 1 }
        }
        // Some random bytes are messages, so that the decoding behind the framing is reached too.
        #expect(decoded > 0)
    }

    @Test func neverTrapsOnDamagedTraces() {
        var generator = SeededGenerator(seed: 2)
        let whole = TraceFixture.everything
        for _ in 0..<20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = .random(in: .min ... .max, using: &generator)
            }
            var tracker = BuildTracker()
            if let trace = try? BuildTrace(
                decoding: Array(bytes.prefix(.random(in: 0...bytes.count, using: &generator)))
            ) {
                _ = tracker.observe(.trace(trace))
            }
        }
        #expect((try? BuildTrace(decoding: whole))?.vertexes.count == 1)
    }
}
