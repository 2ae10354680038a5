import CommandLine
import Pipelines
import Runner

/// `shipit plan`.
struct PlanCommand: Verb, Equatable {
    var selection = ServiceSelection()
    var version = VersionArgument.blank
    /// What `deploy --dry-run` was given beside; `plan` itself takes none of it.
    var options = DeployOptions()

    static var usage: Usage<Self> {
        Usage(
            "plan",
            summary: "Show what a deploy would change, and change nothing",
            section: "Release",
            discussion: "Values of environment variables are never shown, only their names.",
            [
                .group(\.selection),
                .version(\.version, help: "The version that would be deployed"),
            ],
            environment: HelpText.environment,
            examples: [HelpTerm("shipit plan -e prod -v 1.1.0", "What deploying 1.1.0 would change")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        let (_, plan) = try program.plan(
            environment: selection.environment,
            services: selection.services,
            version: version.text
        )
        let stage = try RunStage(
            "plan",
            environment: plan.environment.name,
            version: version.text,
            services: plan.services.map(\.name),
            journaling: nil,
            in: program
        )
        defer { stage.end() }
        let run = PlanRun(
            plan,
            options: options,
            session: stage.session,
            workspace: program.workspace,
            http: program.http
        )
        let output = PlanOutput(services: try await run.run())
        stage.end()
        try program.print(text: output.text(style: program.style), json: output.json)
        return .done
    }
}
