import CommandLine
import Testing

@testable import shipit

private struct Nothing: Command {
    static var usage: Usage<Self> { Usage("nothing", summary: "Do nothing") }
}

private let tree = CommandTree(
    root: CommandNode(group: "shipit", summary: "x", [CommandNode(Nothing.self) { $0 }]),
    globals: GlobalOptions.self
)

@Test("Every global option is taken before and after a command")
func globalOptions() throws {
    let options = ["-f", "a.yaml", "--format", "json", "--progress=plain", "--color", "never", "--yes"]
    let expected = GlobalOptions(
        pipeline: "a.yaml",
        format: .json,
        progress: .plain,
        color: .never,
        assumesYes: true
    )
    for words in [options + ["nothing"], ["nothing"] + options] {
        guard case .run(_, let globals) = try tree.resolve(words) else {
            Issue.record("no command")
            return
        }
        #expect(globals == expected)
    }
    #expect(tree.flaws == [])
}
