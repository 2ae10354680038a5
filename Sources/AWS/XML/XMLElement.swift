/// An element of an XML answer: its text and its children in order.
package struct XMLElement: Sendable, Hashable {
    /// The name without namespace prefix.
    package let name: String
    /// The element's own text; white space alone counts as none.
    package var text: String
    /// In document order.
    package var children: [XMLElement]

    /// An element made here.
    package init(_ name: String, text: String = "", children: [XMLElement] = []) {
        self.name = name
        self.text = text
        self.children = children
    }

    /// Parses a document.
    package init(parsing bytes: [UInt8]) throws(XMLError) {
        var parser = XMLParser(bytes)
        var stack: [XMLElement] = [XMLElement("")]
        while let event = try parser.next() {
            switch event {
            case .start(let name): stack.append(XMLElement(name))
            case .text(let text): stack[stack.count - 1].text += text
            case .end:
                var element = stack.removeLast()
                if element.text.allSatisfy(\.isWhitespace) { element.text = "" }
                stack[stack.count - 1].children.append(element)
            }
        }
        self = stack[0].children[0]
    }

    /// The first child of a name.
    package subscript(name: String) -> XMLElement? {
        children.first { $0.name == name }
    }

    /// The text of the element that a path of names leads to, such as `text("Error", "Code")`.
    package func text(_ path: String...) -> String? {
        path.reduce(Optional(self)) { $0?[$1] }?.text
    }

    /// The members of a list, which query services call `member` and EC2 calls `item`.
    package func list(_ name: String) -> [XMLElement] {
        self[name]?.children.filter { $0.name == "member" || $0.name == "item" } ?? []
    }
}
