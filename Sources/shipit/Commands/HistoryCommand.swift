import CommandLine
import Runner

/// `shipit history`.
struct HistoryCommand: Verb, Equatable {
    var selection = ServiceSelection()
    var limit = 10

    static var usage: Usage<Self> {
        Usage(
            "history",
            summary: "Show what was live when: version, digest, and who",
            section: "Look",
            [
                .group(\.selection),
                .option(\.limit, "limit", short: "n", value: "COUNT", help: "At most so many of each service"),
            ],
            environment: HelpText.environment,
            examples: [HelpTerm("shipit history -e prod -s auth-service", "One service")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        guard limit > 0 else { throw RunFailure("--limit wants a number above 0", verdict: .usage) }
        let (_, plan) = try program.plan(
            environment: selection.environment,
            services: selection.services,
            version: nil
        )
        let run = StatusRun(plan, workspace: program.workspace, http: program.http)
        let output = HistoryOutput(histories: try await run.histories(limit: limit))
        try program.print(text: output.text(width: program.tableWidth, style: program.style), json: output.json)
        return .done
    }
}
