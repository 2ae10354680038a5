/// Reads the fields of one protocol buffer message, one after the other.
///
/// Only the wire format is known here (protobuf.dev, "Encoding"); who asks knows the message. Nothing
/// is copied, and no length that the bytes claim is believed beyond the bytes that are there.
package struct ProtobufReader {
    /// A field's value as the wire has it.
    package enum Value: Hashable {
        case varint(UInt64)
        case fixed64(UInt64)
        case bytes(ArraySlice<UInt8>)
        case fixed32(UInt32)
    }

    /// A field of the message.
    package struct Field: Hashable {
        package let number: Int
        package let value: Value

        package init(number: Int, value: Value) {
            self.number = number
            self.value = value
        }
    }

    private var rest: ArraySlice<UInt8>

    package init(_ bytes: ArraySlice<UInt8>) {
        self.rest = bytes
    }

    package init(_ bytes: [UInt8]) {
        self.rest = bytes[...]
    }

    /// The next field; nil at the end of the message.
    package mutating func next() throws(ProtobufError) -> Field? {
        guard !rest.isEmpty else { return nil }
        let key = try varint()
        let number = key >> 3
        guard (1...0x1FFF_FFFF).contains(number) else { throw .invalidFieldNumber }
        let value: Value
        switch UInt8(key & 7) {
        case 0: value = .varint(try varint())
        case 1: value = .fixed64(try fixed(8))
        case 2: value = .bytes(try bytes())
        case 5: value = .fixed32(UInt32(truncatingIfNeeded: try fixed(4)))
        case let type: throw .unknownWireType(type)
        }
        return Field(number: Int(number), value: value)
    }

    private mutating func varint() throws(ProtobufError) -> UInt64 {
        var value: UInt64 = 0
        for index in 0..<10 {
            guard let byte = rest.popFirst() else { throw .truncated }
            let bits = UInt64(byte & 0x7F)
            guard index < 9 || bits <= 1 else { throw .varintTooLong }
            value |= bits << UInt64(index * 7)
            if byte & 0x80 == 0 { return value }
        }
        throw .varintTooLong
    }

    private mutating func fixed(_ count: Int) throws(ProtobufError) -> UInt64 {
        guard rest.count >= count else { throw .truncated }
        let value = rest.prefix(count).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(count)
        return value
    }

    private mutating func bytes() throws(ProtobufError) -> ArraySlice<UInt8> {
        let length = try varint()
        guard length <= UInt64(rest.count) else { throw .truncated }
        let value = rest.prefix(Int(length))
        rest = rest.dropFirst(Int(length))
        return value
    }
}

extension ProtobufReader.Value {
    /// The text of a length-delimited value, invalid UTF-8 repaired; empty for any other.
    package var text: String {
        guard case .bytes(let bytes) = self else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes of a length-delimited value; none for any other.
    package var bytes: ArraySlice<UInt8> {
        guard case .bytes(let bytes) = self else { return [] }
        return bytes
    }

    /// The number of a varint as int64 has it; 0 for any other.
    package var integer: Int64 {
        guard case .varint(let bits) = self else { return 0 }
        return Int64(bitPattern: bits)
    }
}
