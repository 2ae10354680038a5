import Docker
import Testing

@Suite struct LineAssemblerTests {
    private static func lines(_ chunks: [[UInt8]], limit: Int = 4096) -> [String] {
        var assembler = LineAssembler(limit: limit)
        let complete = chunks.flatMap { assembler.append($0[...]) }
        return complete + [assembler.finish()].compactMap { $0 }
    }

    @Test func repairsCharactersThatWereSplit() {
        let bytes = Array("grün → 🚀\nende".utf8)
        for cut in 0...bytes.count {
            #expect(Self.lines([Array(bytes[..<cut]), Array(bytes[cut...])]) == ["grün → 🚀", "ende"])
        }
    }

    @Test func repairsInvalidBytes() {
        #expect(Self.lines([[0x61, 0xFF, 0x62, 10]]) == ["a\u{FFFD}b"])
    }

    struct Case: CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let lines: [String]
    }

    @Test(arguments: [
        Case(testDescription: "empty lines", text: "a\n\nb\n", lines: ["a", "", "b"]),
        Case(testDescription: "Windows line ends", text: "a\r\nb\r\n", lines: ["a", "b"]),
        Case(testDescription: "progress bar", text: "10%\r50%\r100%\ndone\n", lines: ["100%", "done"]),
        Case(testDescription: "bar at the end", text: "10%\r50%\r", lines: ["50%"]),
        Case(testDescription: "colours", text: "\u{1B}[91mred\u{1B}[0m\n", lines: ["red"]),
        Case(testDescription: "title", text: "\u{1B}]0;evil\u{07}x\u{1B}]2;y\u{1B}\\z\n", lines: ["xz"]),
        Case(testDescription: "controls", text: "a\u{08}\u{07}\tb\u{9B}c\n", lines: ["a\tbc"]),
        Case(testDescription: "unfinished escape", text: "a\u{1B}[", lines: ["a"]),
    ])
    func makesPlainLines(_ wanted: Case) {
        #expect(Self.lines([Array(wanted.text.utf8)]) == wanted.lines)
        #expect(Self.lines(wanted.text.utf8.map { [$0] }) == wanted.lines)
    }

    @Test func cutsALineWithoutEndAndNoCharacterOfIt() {
        let text = String(repeating: "ä", count: 1000)
        let lines = Self.lines([Array(("x" + text).utf8)], limit: 64)
        #expect(lines.joined() == "x" + text)
        #expect(lines.allSatisfy { $0.utf8.count <= 64 })
        #expect(lines.count > 10)
    }

    @Test func endsOnBytesThatAreNeverACharacter() {
        #expect(Self.lines([[UInt8](repeating: 0xBF, count: 100)], limit: 16).count >= 6)
        #expect(Self.lines([[UInt8](repeating: 0xF0, count: 100)], limit: 16).count >= 6)
    }
}
