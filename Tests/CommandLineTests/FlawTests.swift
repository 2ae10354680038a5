import CommandLine
import Testing

@Test("The sample program's tree is sound")
func sound() {
    #expect(sample.flaws == [])
}

private struct Clashing: Command {
    var one = ""
    var two = false
    var three = ""
    var rest: [String] = []
    var last = ""

    static var usage: Usage<Self> {
        Usage(
            "Bad Name",
            summary: "",
            [
                .option(\.one, "same", short: "h", value: "", help: "x"),
                .flag(\.two, "same", isNegatable: true, help: ""),
                .option(\.three, "no-same", value: "V", help: "x"),
                .option(\.three, "format", value: "V", help: "x"),
                .positional(\.rest, "REST", help: "x"),
                .positional(\.last, "LAST", help: "x"),
            ]
        )
    }
}

private struct Help: Command {
    var first: String?
    var second = ""

    static var usage: Usage<Self> {
        Usage(
            "help",
            summary: "x",
            [.positional(\.first, "FIRST", help: "x"), .positional(\.second, "SECOND", help: "x")]
        )
    }
}

@Test("Every clash, gap and dead end in a tree is found")
func flaws() {
    let tree = CommandTree(
        root: CommandNode(
            group: "tool",
            summary: "x",
            [
                CommandNode(Clashing.self) { _ in () }, CommandNode(Clashing.self) { _ in () },
                CommandNode(Help.self) { _ in () }, CommandNode(group: "empty", summary: "x", []),
            ]
        ),
        globals: SampleGlobals.self,
        topics: [HelpTopic("t", summary: "x", []), HelpTopic("t", summary: "x", [])]
    )
    let place = "tool Bad Name: "
    let ofClashing = [
        "the name cannot be typed", "no summary", "'--same' stands twice", "'--no-same' stands twice", "'-h' is taken",
        "'--format' is taken", "--same's value has no name", "--same has no help", "LAST can never be reached",
    ].map { place + $0 }
    let expected =
        ofClashing + [
            "tool: 'Bad Name' stands twice", "tool: the name 'help' is taken", "tool empty: a group without commands",
            "tool help: FIRST cannot be left out", "help topics: 't' stands twice",
        ]
    #expect(Set(tree.flaws) == Set(expected))
}
