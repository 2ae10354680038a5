import CommandLine
import Runner

/// `shipit push`.
struct PushCommand: Verb, Equatable {
    var selection = ServiceSelection()
    var version = VersionArgument.blank

    static var usage: Usage<Self> {
        Usage(
            "push",
            summary: "Push the built images of services to their registry, and nothing more",
            section: "Images",
            [
                .group(\.selection),
                .version(\.version, help: "The version that was built"),
            ],
            examples: [HelpTerm("shipit push -e test -s auth-service -v 1.0.0", "One image")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        try await program.runImages("push", .push, selection, version)
    }
}
