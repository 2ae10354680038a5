import CommandLine
import FoundationEssentials
import Testing

/// A line as bash splits it, what the program is asked, and what bash then puts at the cursor.
private struct Press: Sendable, CustomTestStringConvertible {
    /// `COMP_WORDS` after the program's name up to the cursor.
    let split: [String]
    /// The words that the program is to be called with.
    let asked: [String]
    let replies: [String]

    var testDescription: String { split.joined(separator: "·") }
}

private let presses: [Press] = [
    Press(split: [""], asked: [""], replies: ["deploy", "status", "image", "help"]),
    Press(split: ["dep"], asked: ["dep"], replies: ["deploy"]),
    Press(split: ["deploy", "-e", ""], asked: ["deploy", "-e", ""], replies: ["prod", "stage"]),
    Press(split: ["deploy", "--environment", "="], asked: ["deploy", "--environment="], replies: ["prod", "stage"]),
    Press(split: ["deploy", "--environment", "=", "s"], asked: ["deploy", "--environment=s"], replies: ["stage"]),
    Press(split: ["--format", "=", "json", "de"], asked: ["--format=json", "de"], replies: ["deploy"]),
    Press(split: ["image", "rm", "json", "fi"], asked: ["image", "rm", "json", "fi"], replies: ["file one"]),
    Press(
        split: ["image", "push", "a", ":", "1", "--pl"],
        asked: ["image", "push", "a:1", "--pl"],
        replies: ["--platform"]
    ),
    Press(split: ["-f", "fi"], asked: ["-f", "fi"], replies: ["file one"]),
    Press(split: ["--pipeline", "=", "fi"], asked: ["--pipeline=fi"], replies: ["file one"]),
    Press(split: ["nothing", "here", "x"], asked: ["nothing", "here", "x"], replies: []),
]

/// Stands in for the program: notes how it is called and answers with the file `answer`.
private let program = """
    cd "$HOME"
    shipit() { printf '<%s>\\n' "$@" >asked; cat answer; }

    """

/// A folder with what the tree answers to the request, and a file to be completed.
private func withAnswer(to request: [String], _ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "completion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    guard case .complete(let call) = try sample.resolve(["__complete", "--"] + request) else {
        Issue.record("no completion")
        return
    }
    try Data(sample.candidates(for: call).text.utf8).write(to: folder.appending(path: "answer"))
    try Data().write(to: folder.appending(path: "file one"))
    try body(folder)
}

@Test("bash asks with whole words and puts only the part at the cursor", arguments: presses)
private func bash(_ press: Press) throws {
    try withAnswer(to: press.asked) { folder in
        let script =
            program + CompletionShell.bash.script(for: "shipit")
            + "COMP_WORDS=(\"$0\" \"$@\"); COMP_CWORD=$#; _shipit\nprintf '%s\\n' \"${COMPREPLY[@]}\""
        let run = try ShellRun("bash", script, ["shipit"] + press.split, in: folder)
        #expect(run.output.split(separator: "\n").map(String.init) == press.replies)
        let asked = try String(contentsOf: folder.appending(path: "asked"), encoding: .utf8)
        #expect(asked == (["__complete", "--"] + press.asked).map { "<\($0)>\n" }.joined())
    }
}

@Test("bash knows the function for the program, and an answer with blanks and signs stays one word")
func bashRegistration() throws {
    try withAnswer(to: [""]) { folder in
        try Data("a b\thelp\n$(touch oops)\n".utf8).write(to: folder.appending(path: "answer"))
        let script =
            program + CompletionShell.bash.script(for: "shipit")
            + "COMP_WORDS=(shipit ''); COMP_CWORD=1; _shipit; printf '%s\\n' \"${COMPREPLY[@]}\"; complete -p shipit"
        let run = try ShellRun("bash", script, in: folder)
        #expect(run.output == "a\\ b\n\\$\\(touch\\ oops\\)\ncomplete -F _shipit shipit\n")
    }
}

@Test(
    "zsh and fish read their scripts",
    arguments: [CompletionShell.zsh, .fish].filter { ShellRun.find($0.rawValue) != nil }
)
func syntax(_ shell: CompletionShell) throws {
    let path = try #require(ShellRun.find(shell.rawValue))
    try withAnswer(to: [""]) { folder in
        let file = folder.appending(path: "script")
        try Data(shell.script(for: "shipit").utf8).write(to: file)
        let run = try ShellRun("sh", "exec \"$0\" -n \"$1\"", [path, file.path()], in: folder)
        #expect(run.status == 0)
        #expect(run.output == "")
    }
}
