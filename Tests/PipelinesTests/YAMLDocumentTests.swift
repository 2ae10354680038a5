import Testing

@testable import Pipelines

@Suite struct YAMLDocumentTests {
    @Test func everyNodeAndKeyKnowsItsPlace() throws {
        let document = YAMLDocument("first: 1\nlist:\n  - a\n  - {k: 'ü', é: [x, y]}\n")
        let root = try entries(document.root)
        #expect(root.map(\.keyLocation) == [.init(line: 1, column: 1), .init(line: 2, column: 1)])
        #expect(root.map(\.value.location) == [.init(line: 1, column: 8), .init(line: 3, column: 3)])
        guard case .sequence(let elements) = root[1].value.content else { throw NotFound() }
        #expect(elements.map(\.location) == [.init(line: 3, column: 5), .init(line: 4, column: 5)])
        let inner = try entries(elements[1])
        // Columns count Unicode scalars, so that umlauts before a place do not shift it.
        #expect(inner.map(\.keyLocation) == [.init(line: 4, column: 6), .init(line: 4, column: 14)])
        #expect(inner[1].value.location == .init(line: 4, column: 17))
    }

    @Test func aliasesRepeatWhatTheirAnchorNames() throws {
        let root = try entries(YAMLDocument("a: &x [1, 2]\nb: *x\n").root)
        #expect(root[1].value.content == root[0].value.content)
        #expect(root[1].value.location == .init(line: 1, column: 4))
    }

    @Test func mergeKeysLieBelowTheMappingsOwnKeys() throws {
        let text = """
            one: &one {a: 1, b: 1}
            two: &two {b: 2, c: 2}
            own: {b: 0, <<: [*one, *two], d: 0}
            """
        let own = try entries(try entries(YAMLDocument(text).root)[2].value)
        #expect(own.map(\.key) == ["b", "d", "a", "c"])
        #expect(own.map { plain($0.value) } == ["0", "0", "1", "2"])
    }

    struct Rejection: CustomTestStringConvertible {
        let text: String
        let line: Int
        let column: Int
        let message: String
        var hint: String?
        var testDescription: String { message }
    }

    @Test(arguments: [
        Rejection(
            text: "a: b: c\n",
            line: 1,
            column: 5,
            message: "no YAML: mapping values are not allowed in this context"
        ),
        Rejection(
            text: "a: [1\nb: 2\n",
            line: 2,
            column: 2,
            message: "no YAML: did not find expected ',' or ']' while parsing a flow sequence, which starts in line 1"
        ),
        Rejection(
            text: "a:\n\tb: 1\n",
            line: 2,
            column: 1,
            message: "no YAML: found character that cannot start any token while scanning for the next token",
            hint: "indent with blanks: YAML takes no tabs"
        ),
        Rejection(
            text: "a: {b: ${env:X}}\n",
            line: 1,
            column: 9,
            message: "no YAML: did not find expected ',' or '}' while parsing a flow mapping",
            hint: "inside {…} and […] a value with ${…} needs quotes"
        ),
        Rejection(
            text: "a: 1\nb: x\u{1}\n",
            line: 2,
            column: 5,
            message: "no YAML: control characters are not allowed"
        ),
        Rejection(
            text: "a: 1\n---\nb: 1\n",
            line: 2,
            column: 1,
            message: "expected one document, found a second one",
            hint: "write each pipeline into a file of its own"
        ),
        Rejection(text: "a: 1\nb: 2\na: 3\n", line: 3, column: 1, message: "'a' is given twice, first in line 1"),
        Rejection(text: "a: *x\n", line: 1, column: 4, message: "no anchor '&x' before this alias"),
        Rejection(text: "a: &x [*x]\n", line: 1, column: 8, message: "no anchor '&x' before this alias"),
        Rejection(text: "[a]: 1\n", line: 1, column: 1, message: "expected a word as a key, found a collection"),
        Rejection(text: "a: !Ref b\n", line: 1, column: 4, message: "the tag '!Ref' means nothing in a pipeline file"),
        Rejection(text: "<<: x\n", line: 1, column: 1, message: "expected a mapping or a list of mappings after '<<'"),
    ])
    func whatIsNoYAMLIsReportedAtItsPlace(_ case: Rejection) {
        let expected = YAMLProblem(
            location: SourceLocation(line: `case`.line, column: `case`.column),
            message: `case`.message,
            hint: `case`.hint
        )
        #expect(YAMLDocument(`case`.text).problems == [expected])
    }

    @Test func allDuplicatesAreFound() {
        let document = YAMLDocument("a: 1\na: 2\nb: {c: 1, c: 2, c: 3}\n")
        #expect(document.problems.map(\.location.line).sorted() == [2, 3, 3])
    }

    @Test func anAliasBombIsRefusedBeforeItGrows() throws {
        var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...40 {
            let aliases = Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
            text += "l\(level): &l\(level) [\(aliases)]\n"
        }
        let problem = try #require(YAMLDocument(text).problems.first)
        #expect(problem.message == "the file grows beyond 100000 values here, aliases followed")
        #expect(problem.location.line == 5)
    }

    @Test func aMergeBombIsRefusedAsWell() throws {
        var text = "l0: &l0 {\((0..<100).map { "k\($0): x" }.joined(separator: ", "))}\n"
        for level in 1...20 {
            let merges = Array(repeating: "*l\(level - 1)", count: 100).joined(separator: ", ")
            text += "l\(level): &l\(level) {<<: [\(merges)], n\(level): *l\(level - 1)}\n"
        }
        let problem = try #require(YAMLDocument(text).problems.first)
        #expect(problem.message == "the file grows beyond 100000 values here, aliases followed")
    }

    @Test(arguments: ["[", "{a: ", "- "])
    func nestingIsBounded(_ opening: String) throws {
        let document = YAMLDocument(String(repeating: opening, count: 5000))
        #expect(document.root == nil)
        #expect(try #require(document.problems.first).message == "nested deeper than 64 levels")
    }

    @Test func nestingThroughAliasesIsBounded() throws {
        var text = "a0: &a0 [x]\n"
        for level in 1...100 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
        let problem = try #require(YAMLDocument(text).problems.first)
        #expect(problem.message == "nested deeper than 64 levels")
    }

    @Test func aByteOrderMarkShiftsNothing() throws {
        let root = try entries(YAMLDocument("\u{FEFF}a: 1\n").root)
        #expect(root.first?.key == "a")
        #expect(root.first?.keyLocation == .start)
    }

    /// The same sequence in every run (Steele and others, "SplitMix").
    struct SplitMix: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }
    }

    @Test func noBytesEndTheProgram() {
        var random = SplitMix(state: 42)
        let alphabet = Array("{}[]:,-&*!|>'\"%@`#?<~ \n\t$ab01._=\u{e9}\u{2028}\u{0}".utf8)
        for round in 0..<1500 {
            let length = Int.random(in: 0...80, using: &random)
            let bytes: [UInt8] = (0..<length).map { _ in
                round % 2 == 0 ? alphabet.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    @Test func noDamageToAPipelineEndsTheProgram() {
        var random = SplitMix(state: 7)
        let text = Array(smallPipeline.utf8)
        let pieces = [
            "null", "[]", "{}", "*a", "&a", "${", "}", "-1", "\"", "\n", "  ", ": ", "${image}", "<<", "9999999999",
        ]
        for _ in 0..<300 {
            var bytes = text
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let start = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, start + Int.random(in: 0...12, using: &random))
                let piece = pieces.randomElement(using: &random) ?? ""
                bytes.replaceSubrange(start..<end, with: piece.utf8)
            }
            check(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Whatever the text is, it gives a pipeline or mistakes that can be shown, each at a place in the file.
    private func check(_ text: String) {
        do throws(PipelineError) {
            let pipeline = try Pipeline(PipelineFile(path: "f", text: text))
            _ = try? pipeline.release(environment: "test", version: "1", variables: [:])
        } catch {
            #expect(error.diagnostics.hasErrors)
            #expect(error.diagnostics.allSatisfy { $0.location >= .start })
            #expect(!error.diagnostics.rendered(in: text).isEmpty)
        }
    }

    private struct NotFound: Error {}

    private func entries(_ node: YAMLNode?) throws -> [YAMLEntry] {
        guard case .mapping(let entries) = node?.content else { throw NotFound() }
        return entries
    }

    private func plain(_ node: YAMLNode) -> String? {
        guard case .scalar(let scalar) = node.content else { return nil }
        return scalar.text
    }
}
