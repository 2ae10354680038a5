import CommandLine
import Pipelines
import Runner

/// `shipit rollback`.
struct RollbackCommand: Verb, Equatable {
    var environment: String?
    var services: [String] = []
    var target: String?
    var timeout: Duration?
    var waits = true
    var isDryRun = false

    static var usage: Usage<Self> {
        Usage(
            "rollback",
            summary: "Take services back to their last good revision",
            section: "Release",
            discussion: """
                Without options it takes back what the last deploy from here changed, in reverse order. The last \
                good revision is the newest that was deployed successfully and is not live; never simply the one \
                before, and never one that failed or was rolled back from.

                A deployment under way is stopped and goes back; the desired count stays as it is.
                """,
            [
                .environment(\.environment, help: "The environment; without it that of the last deploy from here"),
                .services(
                    \.services,
                    help: "A service, as often as wanted; without it those of the last deploy from here"
                ),
                .option(
                    \.target,
                    "to",
                    value: "VERSION|REVISION",
                    help: "A version, family:7, 7, or an ARN; without it the last good revision"
                ),
                .option(\.timeout, "timeout", value: "DURATION", help: "How long ECS may take for one service"),
                .flag(\.waits, "wait", help: "Return once the rollback has begun (exit code 5)"),
                .flag(\.isDryRun, "dry-run", help: "Show what would be gone back to, and change nothing"),
            ],
            environment: HelpText.environment,
            examples: [
                HelpTerm("shipit rollback", "What the last deploy from here changed"),
                HelpTerm("shipit rollback -e prod -s auth-service", "One service, to its last good revision"),
                HelpTerm("shipit rollback -e prod -s auth-service --to 1.0.0", "To a version"),
            ]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        let (file, plan) = try selected(program)
        if target != nil, plan.services.count > 1 {
            throw RunFailure(
                "--to names one revision, and \(plan.services.count) services would go back",
                hint: "name the service by -s SERVICE",
                verdict: .usage
            )
        }
        let names = plan.services.reversed().map(\.name)
        if !isDryRun {
            let question = "Roll back \(names.joined(separator: ", ")) in \(plan.environment.name)?"
            try program.confirm(question, in: plan.environment)
        }
        let stage = try RunStage(
            "rollback",
            environment: plan.environment.name,
            version: nil,
            services: names,
            journaling: isDryRun ? nil : file,
            in: program
        )
        var options = RollbackOptions()
        options.target = target
        options.timeout = timeout
        options.waits = waits
        let run = RollbackRun(
            plan,
            options: options,
            session: stage.session,
            workspace: program.workspace,
            http: program.http
        )
        guard isDryRun else { return try program.finish(stage, await run.run()) }
        defer { stage.end() }
        let plans = try await run.plans()
        stage.end()
        let output = RollbackPlanOutput(plans: plans)
        try program.print(text: output.text(width: program.tableWidth, style: program.style), json: output.json)
        return .done
    }

    /// The services that are meant: those named, else those of the last deploy from here.
    private func selected(_ program: Program) throws -> (PipelineFile, ReleasePlan) {
        if !services.isEmpty, let environment {
            return try program.plan(environment: environment, services: services, version: nil)
        }
        let (file, _) = try program.pipeline()
        let path = program.workspace.absolute(file.path)
        guard let last = JournalStore(program.workspace.state).lastDeploy(from: path, environment: environment) else {
            throw RunFailure(
                "no deploy from \(file.path)\(environment.map { " to \($0)" } ?? "") is known on this machine",
                hint: "name what is meant: shipit rollback -e ENV -s SERVICE",
                verdict: .refused
            )
        }
        let chosen = services.isEmpty ? last.changedServices : services
        return try program.plan(environment: last.start.environment, services: chosen, version: nil)
    }
}
