/// Puts events together to the tree of a single document: anchors, merge keys, duplicate keys, and the bounds.
struct YAMLComposer: ~Copyable {
    /// What a document may grow to, aliases followed.
    static let largestSize = 100_000
    /// How deep a document may be nested.
    static let greatestHeight = 64

    private var events: YAMLEvents
    private var anchors: [String: YAMLNode] = [:]
    private var depth = 0
    /// Mistakes that do not keep the rest from being read.
    private(set) var problems: [YAMLProblem] = []

    init(_ events: consuming YAMLEvents) {
        self.events = events
    }

    /// The root of the only document; nil when there is none.
    mutating func document() throws(YAMLProblem) -> YAMLNode? {
        var root: YAMLNode?
        while true {
            let event = try events.next()
            switch event.kind {
            case .streamEnd:
                return root
            case .documentStart where root != nil:
                throw YAMLProblem(
                    location: event.location,
                    message: "expected one document, found a second one",
                    hint: "write each pipeline into a file of its own"
                )
            case .streamStart, .documentStart, .documentEnd:
                continue
            case .alias, .scalar, .sequenceStart, .sequenceEnd, .mappingStart, .mappingEnd:
                root = try node(event)
            }
        }
    }

    private mutating func node(_ event: YAMLEvent) throws(YAMLProblem) -> YAMLNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.greatestHeight else { throw tooDeep(event.location) }
        switch event.kind {
        case .alias(let name):
            guard let node = anchors[name] else {
                throw YAMLProblem(location: event.location, message: "no anchor '&\(name)' before this alias")
            }
            return node
        case .scalar(let scalar, let properties):
            let typed = tagged(scalar, properties.tag, at: event.location)
            return try anchored(YAMLNode(.scalar(typed), at: event.location), properties)
        case .sequenceStart(let properties):
            refuse(properties.tag, except: "tag:yaml.org,2002:seq", at: event.location)
            return try anchored(YAMLNode(.sequence(try elements()), at: event.location), properties)
        case .mappingStart(let properties):
            refuse(properties.tag, except: "tag:yaml.org,2002:map", at: event.location)
            return try anchored(YAMLNode(.mapping(try entries()), at: event.location), properties)
        case .streamStart, .streamEnd, .documentStart, .documentEnd, .sequenceEnd, .mappingEnd:
            throw YAMLProblem(location: event.location, message: "no YAML: unexpected end of a collection")
        }
    }

    private mutating func elements() throws(YAMLProblem) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        var size = 0
        while true {
            let event = try events.next()
            if case .sequenceEnd = event.kind { return elements }
            let element = try node(event)
            size += element.size
            try check(size, at: event.location)
            elements.append(element)
        }
    }

    private mutating func entries() throws(YAMLProblem) -> [YAMLEntry] {
        var mapping = YAMLMappingBuilder()
        while true {
            let event = try events.next()
            if case .mappingEnd = event.kind { break }
            let key = try node(event)
            let value = try node(try events.next())
            mapping.add(key, at: event.location, value)
            try check(mapping.size, at: event.location)
        }
        let (entries, found) = mapping.finish()
        problems += found
        return entries
    }

    private mutating func anchored(
        _ node: YAMLNode,
        _ properties: YAMLEvent.Properties
    ) throws(YAMLProblem) -> YAMLNode {
        guard node.height <= Self.greatestHeight else { throw tooDeep(node.location) }
        if let anchor = properties.anchor { anchors[anchor] = node }
        return node
    }

    private func check(_ size: Int, at location: SourceLocation) throws(YAMLProblem) {
        guard size <= Self.largestSize else {
            throw YAMLProblem(
                location: location,
                message: "the file grows beyond \(Self.largestSize) values here, aliases followed"
            )
        }
    }

    private func tooDeep(_ location: SourceLocation) -> YAMLProblem {
        YAMLProblem(location: location, message: "nested deeper than \(Self.greatestHeight) levels")
    }

    /// `!!str` makes any scalar a string, and the other core tags make it one that is read by the core schema.
    private mutating func tagged(_ scalar: YAMLScalar, _ tag: String?, at location: SourceLocation) -> YAMLScalar {
        switch tag {
        case nil: return scalar
        case "!", "tag:yaml.org,2002:str": return YAMLScalar(text: scalar.text, isPlain: false)
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
            return YAMLScalar(text: scalar.text, isPlain: true)
        case .some(let tag):
            refuse(tag, except: nil, at: location)
            return scalar
        }
    }

    private mutating func refuse(_ tag: String?, except allowed: String?, at location: SourceLocation) {
        guard let tag, tag != allowed, tag != "!" else { return }
        problems.append(YAMLProblem(location: location, message: "the tag '\(tag)' means nothing in a pipeline file"))
    }
}
