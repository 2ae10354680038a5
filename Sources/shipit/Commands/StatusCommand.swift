import CommandLine
import Pipelines
import Runner

/// `shipit status`.
struct StatusCommand: Verb, Equatable {
    var selection = ServiceSelection()

    static var usage: Usage<Self> {
        Usage(
            "status",
            summary: "Show what runs where, and how healthy it is",
            section: "Look",
            [.group(\.selection)],
            environment: HelpText.environment,
            examples: [HelpTerm("shipit status -e prod", "Every service of the pipeline")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        let (_, plan) = try program.plan(
            environment: selection.environment,
            services: selection.services,
            version: nil
        )
        let run = StatusRun(plan, workspace: program.workspace, http: program.http)
        let output = StatusOutput(environment: plan.environment.name, statuses: try await run.statuses())
        try program.print(text: output.text(width: program.tableWidth, style: program.style), json: output.json)
        return .done
    }
}
