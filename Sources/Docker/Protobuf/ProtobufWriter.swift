/// Writes the fields of one protocol buffer message (protobuf.dev, "Encoding").
///
/// As proto3 has it, a field with its default value is left out.
package struct ProtobufWriter {
    /// The message so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// Appends a number; zero is left out, as proto3 does.
    package mutating func field(_ number: Int, _ value: UInt64) {
        guard value != 0 else { return }
        varint(UInt64(number) << 3)
        varint(value)
    }

    /// Appends bytes.
    package mutating func field(_ number: Int, _ value: some Collection<UInt8>) {
        guard !value.isEmpty else { return }
        varint(UInt64(number) << 3 | 2)
        varint(UInt64(value.count))
        bytes += value
    }

    /// Appends a text.
    package mutating func field(_ number: Int, _ text: String) {
        field(number, Array(text.utf8))
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }
}
