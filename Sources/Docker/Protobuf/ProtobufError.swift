/// Why bytes are no protocol buffer message.
package enum ProtobufError: Error, Hashable {
    /// The bytes end inside a field.
    case truncated
    /// A varint has more than ten bytes or does not fit 64 bits.
    case varintTooLong
    /// Field number 0, or one above 2^29 - 1.
    case invalidFieldNumber
    /// A wire type that proto3 messages do not have.
    case unknownWireType(UInt8)
}
