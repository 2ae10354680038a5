/// One event of libyaml's parser, with its content copied out.
struct YAMLEvent {
    enum Kind {
        case streamStart
        case streamEnd
        case documentStart
        case documentEnd
        case alias(String)
        case scalar(YAMLScalar, Properties)
        case sequenceStart(Properties)
        case sequenceEnd
        case mappingStart(Properties)
        case mappingEnd
    }

    /// `&anchor` and `!tag` of a node.
    struct Properties {
        let anchor: String?
        let tag: String?
    }

    let kind: Kind
    let location: SourceLocation
}
