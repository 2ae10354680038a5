import CommandLine
import Runner

/// `shipit doctor`.
struct DoctorCommand: Verb, Equatable {
    var environment: String?

    static var usage: Usage<Self> {
        Usage(
            "doctor",
            summary: "Check this machine: Docker, credentials, registry, cluster",
            section: "Check",
            [
                .environment(\.environment, help: "The environment to look at; without it the machine alone")
            ],
            environment: HelpText.environment,
            examples: [HelpTerm("shipit doctor -e prod", "Everything a deploy to prod needs")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        let doctor = Doctor(workspace: program.workspace, http: program.http)
        let checks = await doctor.examine(pipeline: program.options.pipeline, environment: environment)
        let output = DoctorOutput(checks: checks, marks: program.terminal.marks)
        try program.print(text: output.text(style: program.style), json: output.json)
        return ExitCode(output.verdicts)
    }
}
