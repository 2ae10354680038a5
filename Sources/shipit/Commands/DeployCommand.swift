import CommandLine
import Pipelines
import Runner

/// `shipit deploy`.
struct DeployCommand: Verb, Equatable {
    var selection = ServiceSelection()
    var version = VersionArgument.blank
    var timeout: Duration?
    var waits = true
    var isDryRun = false
    var forces = false
    var supersedes = false
    var desiredCount: Int?
    var ignoresCache = false

    static var usage: Usage<Self> {
        Usage(
            "deploy",
            summary: "Build, push, register and roll out services, and watch them become healthy",
            section: "Release",
            discussion: """
                Everything is checked before anything changes, and every image is in the registry before any \
                service changes. Services that depend on each other wait for each other.

                When a deployment fails, what served before serves again, and the cause is shown. Running the \
                same command again after a crash finishes the job.
                """,
            [
                .group(\.selection),
                .version(\.version),
                .option(\.timeout, "timeout", value: "DURATION", help: "How long ECS may take for one service"),
                .flag(\.waits, "wait", help: "Return once the deployments have begun (exit code 5)"),
                .flag(\.isDryRun, "dry-run", help: "Show what would change, and change nothing"),
                .flag(\.forces, "force", help: "Start a deployment even where nothing changed"),
                .flag(\.supersedes, "supersede", help: "Replace a deployment that somebody else has under way"),
                .option(
                    \.desiredCount,
                    "desired-count",
                    value: "COUNT",
                    help: "How many tasks; without it the count stays as it is"
                ),
                .flag(\.ignoresCache, "no-cache", help: "Build without the engine's cache"),
            ],
            environment: HelpText.environment,
            examples: [
                HelpTerm("shipit deploy -e prod -v 1.0.0", "Everything in the pipeline, in order"),
                HelpTerm("shipit deploy -e prod -s auth-service -v 1.0.0", "One service"),
            ]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        if let count = desiredCount, count < 0 {
            throw RunFailure("--desired-count cannot be negative", verdict: .usage)
        }
        guard !isDryRun else {
            return try await PlanCommand(selection: selection, version: version, options: options).run(in: program)
        }
        let (file, plan) = try program.plan(
            environment: selection.environment,
            services: selection.services,
            version: version.text
        )
        let names = plan.services.map(\.name)
        try program.confirm(
            "Deploy \(version.text) of \(names.joined(separator: ", ")) to \(plan.environment.name)?",
            in: plan.environment
        )
        let stage = try RunStage(
            "deploy",
            environment: plan.environment.name,
            version: version.text,
            services: names,
            journaling: file,
            in: program
        )
        let run = DeployRun(
            plan,
            options: options,
            session: stage.session,
            workspace: program.workspace,
            http: program.http
        )
        return try program.finish(stage, await run.run())
    }

    private var options: DeployOptions {
        var options = DeployOptions()
        options.waits = waits
        options.timeout = timeout
        options.forces = forces
        options.supersedes = supersedes
        options.desiredCount = desiredCount
        options.ignoresCache = ignoresCache
        return options
    }
}
