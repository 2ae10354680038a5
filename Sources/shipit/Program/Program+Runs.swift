import Pipelines
import Runner

extension Program {
    /// Ends a run: gives the terminal back, prints what came of it, and says what went wrong.
    ///
    /// The exit code is the run's, whether or not anybody reads what is printed.
    func finish(_ stage: RunStage, _ report: RunReport) throws -> ExitCode {
        stage.end(report, at: workspace.now())
        let output = ReportOutput(report: report)
        var unprinted: (any Error)?
        do {
            try print(text: output.text(width: tableWidth, style: style), json: output.json)
        } catch StandardStream.Failure.closed {
            // `| head` has read enough; that does not change what came of the run.
        } catch {
            unprinted = error
        }
        for failure in output.failures {
            // Nothing is left to do when stderr is closed too.
            try? StandardStream.error.write(Failure(failure).text(style: terminal.errorStyle(options.color)))
        }
        let code = ExitCode(report.verdicts)
        if code == .done, let unprinted { throw unprinted }
        return code
    }

    /// Builds or pushes the images of some services.
    func runImages(
        _ verb: String,
        _ work: ImageRun.Work,
        _ selection: ServiceSelection,
        _ version: VersionArgument,
        ignoresCache: Bool = false
    ) async throws -> ExitCode {
        let (_, plan) = try plan(
            environment: selection.environment,
            services: selection.services,
            version: version.text
        )
        let stage = try RunStage(
            verb,
            environment: plan.environment.name,
            version: version.text,
            services: plan.services.map(\.name),
            journaling: nil,
            in: self
        )
        let run = ImageRun(
            plan,
            work,
            ignoresCache: ignoresCache,
            session: stage.session,
            workspace: workspace,
            http: http
        )
        return try finish(stage, await run.run())
    }
}
