extension BuildTrace {
    /// Decodes a StatusResponse; fields it does not know are passed over.
    package init(decoding message: [UInt8]) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch field.number {
            case 1: vertexes.append(try Vertex(decoding: field.value.bytes))
            case 2: statuses.append(try Status(decoding: field.value.bytes))
            case 3: logs.append(try Log(decoding: field.value.bytes))
            case 4: warnings.append(try Warning(decoding: field.value.bytes))
            default: break
            }
        }
    }
}

extension BuildTrace.Vertex {
    init(decoding message: ArraySlice<UInt8>) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch field.number {
            case 1: digest = field.value.text
            case 3: name = field.value.text
            case 4: isCached = field.value.integer != 0
            case 5: started = try Duration(decodingTimestamp: field.value.bytes)
            case 6: completed = try Duration(decodingTimestamp: field.value.bytes)
            case 7: error = field.value.text
            default: break
            }
        }
    }
}

extension BuildTrace.Status {
    init(decoding message: ArraySlice<UInt8>) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch field.number {
            case 1: id = field.value.text
            case 2: vertex = field.value.text
            case 3: name = field.value.text
            case 4: current = field.value.integer
            case 5: total = field.value.integer
            case 8: completed = try Duration(decodingTimestamp: field.value.bytes)
            default: break
            }
        }
    }
}

extension BuildTrace.Log {
    init(decoding message: ArraySlice<UInt8>) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch field.number {
            case 1: vertex = field.value.text
            case 3: stream = field.value.integer
            case 4: bytes = field.value.bytes
            default: break
            }
        }
    }
}

extension BuildTrace.Warning {
    init(decoding message: ArraySlice<UInt8>) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        while let field = try reader.next() {
            switch field.number {
            case 1: vertex = field.value.text
            case 3: short = field.value.text
            case 5: url = field.value.text
            default: break
            }
        }
    }
}

extension Duration {
    /// Decodes google.protobuf.Timestamp: seconds since 1970 and nanoseconds.
    init(decodingTimestamp message: ArraySlice<UInt8>) throws(ProtobufError) {
        var reader = ProtobufReader(message)
        var seconds: Int64 = 0
        var nanoseconds: Int64 = 0
        while let field = try reader.next() {
            switch field.number {
            case 1: seconds = field.value.integer
            case 2: nanoseconds = Int64(Int32(truncatingIfNeeded: field.value.integer))
            default: break
            }
        }
        self = .seconds(seconds) + .nanoseconds(nanoseconds)
    }
}
