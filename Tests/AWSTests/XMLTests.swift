import Testing

@testable import AWS

@Suite("XML")
struct XMLTests {
    @Test("An answer's elements, texts and lists are found by name, whatever the namespace")
    func answer() throws {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- from AWS -->
            <a:Response xmlns:a="http://example.com/" b='1 > 2'>
              <a:List><member><Name>x &amp; y&#x20AC;&#233;</Name></member><member><Name/></member></a:List>
              <Set><item>1</item><other>2</other><item><![CDATA[<3> & ]]>!</item></Set>
            </a:Response>
            """
        let root = try XMLElement(parsing: Array(text.utf8))
        #expect(root.name == "Response")
        #expect(root.list("List").map { $0.text("Name") } == ["x & y€é", ""])
        #expect(root.list("Set").map(\.text) == ["1", "<3> & !"])
        #expect(root.text("List", "member", "Name") == "x & y€é")
        #expect(root.text("List", "nothing") == nil)
        #expect(root.text.isEmpty)
    }

    struct Broken: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String

        var testDescription: String { name }
    }

    @Test(
        "What is not a whole document is an error",
        arguments: [
            Broken(name: "nothing", text: ""), Broken(name: "text", text: "hello"),
            Broken(name: "cut", text: "<a><b>"), Broken(name: "cut in a tag", text: "<a href="),
            Broken(name: "wrong end", text: "<a></b>"), Broken(name: "two roots", text: "<a/><b/>"),
            Broken(name: "text behind", text: "<a/>x"),
            Broken(name: "document type", text: "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>"),
            Broken(name: "entity", text: "<a>&x;</a>"), Broken(name: "bare ampersand", text: "<a>& b</a>"),
            Broken(name: "surrogate", text: "<a>&#xD800;</a>"), Broken(name: "unquoted", text: "<a b=c/>"),
            Broken(name: "cut comment", text: "<a><!-- </a>"),
            Broken(name: "too deep", text: String(repeating: "<a>", count: 65)),
            Broken(name: "closed too early", text: "</a>"),
        ]
    )
    func broken(_ broken: Broken) {
        #expect(throws: XMLError.self) { try XMLElement(parsing: Array(broken.text.utf8)) }
    }

    @Test("Depth up to the bound is read")
    func depth() throws {
        let depth = XMLParser.maximumDepth
        let text = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
        #expect(try XMLElement(parsing: Array(text.utf8)).name == "a")
    }

    @Test("Bytes that are not UTF-8 are an error, and no cut of a document traps")
    func cuts() throws {
        #expect(throws: XMLError.self) { try XMLElement(parsing: Array("<a>".utf8) + [0xFF] + Array("</a>".utf8)) }
        let whole = Array("<?x?><a b='c'><![CDATA[d]]>&#1234;&lt;<e f=\"g\"/><!-- h --></a>".utf8)
        for end in 0..<whole.count {
            #expect(throws: XMLError.self) { try XMLElement(parsing: Array(whole[..<end])) }
        }
        _ = try XMLElement(parsing: whole)
    }
}
