import CYAML

/// libyaml's event parser over a text held in memory. Frees what it allocated, once.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    /// libyaml reads the input where it lies, so that it has to stay there as long as the parser.
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// Nil when libyaml cannot get its memory.
    init?(_ text: String) {
        parser = .allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        let bytes = Array(text.utf8)
        input = .allocate(capacity: bytes.count)
        _ = input.initialize(from: bytes)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    /// The next event. After an error or the end of the stream it must not be asked again.
    mutating func next() throws(YAMLProblem) -> YAMLEvent {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        return YAMLEvent(kind: Self.kind(of: event), location: SourceLocation(event.start_mark))
    }

    private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind {
        switch event.type {
        case YAML_DOCUMENT_START_EVENT: .documentStart
        case YAML_DOCUMENT_END_EVENT: .documentEnd
        case YAML_ALIAS_EVENT: .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT: scalar(event)
        case YAML_SEQUENCE_START_EVENT:
            .sequenceStart(properties(event.data.sequence_start.anchor, event.data.sequence_start.tag))
        case YAML_SEQUENCE_END_EVENT: .sequenceEnd
        case YAML_MAPPING_START_EVENT:
            .mappingStart(properties(event.data.mapping_start.anchor, event.data.mapping_start.tag))
        case YAML_MAPPING_END_EVENT: .mappingEnd
        case YAML_STREAM_END_EVENT: .streamEnd
        default: .streamStart
        }
    }

    private static func scalar(_ event: yaml_event_t) -> YAMLEvent.Kind {
        let data = event.data.scalar
        let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
        let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE
        let isQuoted =
            data.style == YAML_SINGLE_QUOTED_SCALAR_STYLE || data.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE
        let quotes = isQuoted ? 1 : 0
        let start = SourceLocation(event.start_mark)
        let end = SourceLocation(event.end_mark)
        // Without escapes and line folds a scalar is as wide in the file as its text and quotes.
        let isVerbatim =
            (isPlain || isQuoted) && data.anchor == nil && data.tag == nil && start.line == end.line
            && end.column - start.column == text.unicodeScalars.count + 2 * quotes
        let scalar = YAMLScalar(text: text, isPlain: isPlain, textColumn: isVerbatim ? start.column + quotes : nil)
        return .scalar(scalar, properties(data.anchor, data.tag))
    }

    private static func properties(
        _ anchor: UnsafeMutablePointer<yaml_char_t>?,
        _ tag: UnsafeMutablePointer<yaml_char_t>?
    ) -> YAMLEvent.Properties {
        YAMLEvent.Properties(anchor: text(anchor), tag: text(tag))
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }

    private func problem() -> YAMLProblem {
        let state = parser.pointee
        let text = state.problem.map { String(cString: $0) } ?? "out of memory"
        guard state.error != YAML_READER_ERROR else {
            // The reader runs ahead of the scanner and knows an offset only.
            return YAMLProblem(location: location(ofByte: state.problem_offset), message: "no YAML: \(text)")
        }
        let location = SourceLocation(state.problem_mark)
        guard let context = state.context.map({ String(cString: $0) }) else {
            return YAMLProblem(location: location, message: "no YAML: \(text)")
        }
        let start = SourceLocation(state.context_mark)
        let place = start.line != location.line && start.line > 0 ? ", which starts in line \(start.line)" : ""
        return YAMLProblem(location: location, message: "no YAML: \(text) \(context)\(place)")
    }

    private func location(ofByte offset: Int) -> SourceLocation {
        let before = String(decoding: input.prefix(offset), as: UTF8.self)
        let lines = before.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return SourceLocation(line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
    }
}

extension SourceLocation {
    init(_ mark: yaml_mark_t) {
        self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }
}
