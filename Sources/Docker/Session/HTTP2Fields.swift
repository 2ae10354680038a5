import CNGHTTP2

/// Header fields in the form that libnghttp2 takes them.
enum HTTP2Fields {
    /// Calls `body` with the fields; libnghttp2 copies them before it returns.
    static func with<Result>(
        _ fields: [(name: String, value: String)],
        _ body: (UnsafePointer<nghttp2_nv>?, Int) -> Result
    ) -> Result {
        var bytes = fields.flatMap { Array($0.name.utf8) + Array($0.value.utf8) }
        return bytes.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            let pairs = fields.map { field in
                let (nameCount, valueCount) = (field.name.utf8.count, field.value.utf8.count)
                let value = next.map { $0 + nameCount }
                defer { next = value.map { $0 + valueCount } }
                return nghttp2_nv(
                    name: next,
                    value: value,
                    namelen: nameCount,
                    valuelen: valueCount,
                    flags: UInt8(NGHTTP2_NV_FLAG_NONE.rawValue)
                )
            }
            return pairs.withUnsafeBufferPointer { body($0.baseAddress, $0.count) }
        }
    }
}
