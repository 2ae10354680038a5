/// Reads an XML document event by event, as much of XML 1.0 as AWS's answers use.
///
/// Document type definitions are refused, so no entity can expand; depth is bounded; attributes are checked
/// for form and dropped.
struct XMLParser {
    enum Event: Hashable {
        /// The element's name without namespace prefix.
        case start(String)
        case text(String)
        case end(String)
    }

    /// Elements nested deeper than this are refused.
    static let maximumDepth = 64

    private let bytes: [UInt8]
    private var position = 0
    private var open: [String] = []
    private var hasRoot = false
    /// The end of an element written as `<name/>`, still to be told.
    private var pendingEnd: String?

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next event; nil at the end of a complete document.
    mutating func next() throws(XMLError) -> Event? {
        if let name = pendingEnd.take() {
            open.removeLast()
            return .end(name)
        }
        while position < bytes.count {
            if bytes[position] != UInt8(ascii: "<") {
                let text = try textRun()
                if !open.isEmpty { return .text(text) }
                guard text.allSatisfy(\.isWhitespace) else { throw error("text outside of the root element") }
            } else if let event = try markup() {
                return event
            }
        }
        guard open.isEmpty else { throw error("the document ends inside of <\(open[open.count - 1])>") }
        guard hasRoot else { throw error("there is no element") }
        return nil
    }

    // MARK: Markup

    /// What begins with `<`; nil for what carries nothing (comments, instructions).
    private mutating func markup() throws(XMLError) -> Event? {
        if skip("<?") {
            _ = try read(until: "?>")
            return nil
        }
        if skip("<!--") {
            _ = try read(until: "-->")
            return nil
        }
        if skip("<![CDATA[") {
            let text = try string(read(until: "]]>"))
            guard !open.isEmpty else { throw error("text outside of the root element") }
            return .text(text)
        }
        if skip("<!") { throw error("document type definitions are not accepted") }
        return skip("</") ? try endTag() : try startTag()
    }

    private mutating func startTag() throws(XMLError) -> Event {
        position += 1
        let qualified = try name()
        let local = Self.localName(qualified)
        guard !(open.isEmpty && hasRoot) else { throw error("a second root element") }
        guard open.count < Self.maximumDepth else { throw error("nested deeper than \(Self.maximumDepth) elements") }
        hasRoot = true
        open.append(local)
        while true {
            skipSpace()
            if skip("/>") {
                pendingEnd = local
                return .start(local)
            }
            if skip(">") { return .start(local) }
            try attribute()
        }
    }

    private mutating func attribute() throws(XMLError) {
        _ = try name()
        skipSpace()
        guard skip("=") else { throw error("an attribute without a value") }
        skipSpace()
        guard position < bytes.count else { throw error("the document ends inside of a tag") }
        let quote = bytes[position]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            throw error("an attribute's value without quotes")
        }
        position += 1
        _ = try read(until: quote == UInt8(ascii: "\"") ? "\"" : "'")
    }

    private mutating func endTag() throws(XMLError) -> Event {
        let local = Self.localName(try name())
        skipSpace()
        guard skip(">") else { throw error("an end tag that does not end") }
        guard open.last == local else { throw error("</\(local)> does not end <\(open.last ?? "")>") }
        open.removeLast()
        return .end(local)
    }

    private mutating func name() throws(XMLError) -> String {
        let start = position
        while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
        guard position > start else { throw error("a name is missing") }
        return try string(bytes[start..<position])
    }

    // MARK: Text

    private mutating func textRun() throws(XMLError) -> String {
        let start = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
        let run = bytes[start..<position]
        return run.contains(UInt8(ascii: "&")) ? try expand(run) : try string(run)
    }

    private func expand(_ run: ArraySlice<UInt8>) throws(XMLError) -> String {
        var expanded: [UInt8] = []
        var rest = run
        while let ampersand = rest.firstIndex(of: UInt8(ascii: "&")) {
            expanded += rest[..<ampersand]
            guard let end = rest[ampersand...].firstIndex(of: UInt8(ascii: ";")), end - ampersand <= 12 else {
                throw error("a reference that does not end")
            }
            expanded += Array(String(try character(rest[(ampersand + 1)..<end])).utf8)
            rest = rest[(end + 1)...]
        }
        return try string(ArraySlice(expanded + rest))
    }

    private func character(_ reference: ArraySlice<UInt8>) throws(XMLError) -> Character {
        let name = try string(reference)
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            let isHexadecimal = name.hasPrefix("#x")
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            guard name.hasPrefix("#"), let value = UInt32(digits, radix: isHexadecimal ? 16 : 10),
                let scalar = Unicode.Scalar(value)
            else { throw error("the entity &\(name); is unknown") }
            return Character(scalar)
        }
    }

    // MARK: Bytes

    private mutating func skip(_ text: StaticString) -> Bool {
        let expected = text.withUTF8Buffer { Array($0) }
        guard bytes[position...].starts(with: expected) else { return false }
        position += expected.count
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    /// The bytes up to `end`, which is passed by.
    private mutating func read(until end: StaticString) throws(XMLError) -> ArraySlice<UInt8> {
        let start = position
        while position < bytes.count {
            let stop = position
            if skip(end) { return bytes[start..<stop] }
            position += 1
        }
        throw error("\(end) is missing")
    }

    private func string(_ bytes: ArraySlice<UInt8>) throws(XMLError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw error("not UTF-8") }
        return text
    }

    private func error(_ reason: String) -> XMLError {
        XMLError(reason: reason, offset: position)
    }

    private static func localName(_ name: String) -> String {
        name.split(separator: ":").last.map { String($0) } ?? name
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
            UInt8(ascii: ":"), 0x80...:
            true
        default: false
        }
    }
}
