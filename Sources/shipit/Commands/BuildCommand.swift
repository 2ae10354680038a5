import CommandLine
import Runner

/// `shipit build`.
struct BuildCommand: Verb, Equatable {
    var selection = ServiceSelection()
    var version = VersionArgument.blank
    var ignoresCache = false

    static var usage: Usage<Self> {
        Usage(
            "build",
            summary: "Build the images of services, and nothing more",
            section: "Images",
            [
                .group(\.selection),
                .version(\.version),
                .flag(\.ignoresCache, "no-cache", help: "Build without the engine's cache"),
            ],
            examples: [HelpTerm("shipit build -e test -s auth-service -v 1.0.0", "One image")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        try await program.runImages("build", .build, selection, version, ignoresCache: ignoresCache)
    }
}
