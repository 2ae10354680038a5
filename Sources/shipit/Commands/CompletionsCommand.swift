import CommandLine

/// `shipit completions`.
struct CompletionsCommand: Verb, Equatable {
    var shell = CompletionShell.bash

    static var usage: Usage<Self> {
        Usage(
            "completions",
            summary: "Print the completion script of a shell",
            section: "Check",
            [.positional(\.shell, "SHELL", help: "The shell")],
            examples: [HelpTerm("eval \"$(shipit completions bash)\"", "In ~/.bashrc")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        try StandardStream.output.write(shell.script(for: "shipit"))
        return .done
    }
}
