import AWS
import CommandLine
import Pipelines
import Runner

/// `shipit validate`.
struct ValidateCommand: Verb, Equatable {
    var environment: String?

    static var usage: Usage<Self> {
        Usage(
            "validate",
            summary: "Check a pipeline file: every mistake, with its place",
            section: "Check",
            discussion: """
                Asks nobody. With an environment, what that environment needs from variables is checked too.
                """,
            [
                .environment(\.environment, help: "The environment to check the file for")
            ],
            examples: [HelpTerm("shipit validate -f shipit.yaml", "One file")]
        )
    }

    func run(in program: Program) async throws -> ExitCode {
        let file = try PipelineLocator.read(named: program.options.pipeline, in: program.workspace)
        let output = ValidationOutput(file: file, diagnostics: try diagnostics(of: file, program))
        try program.print(text: output.text(style: program.style), json: output.json)
        return output.hasErrors ? .badPipeline : .done
    }

    private func diagnostics(of file: PipelineFile, _ program: Program) throws -> [Diagnostic] {
        let pipeline: Pipeline
        do {
            pipeline = try Pipeline(file)
        } catch {
            return error.diagnostics
        }
        guard let environment else { return pipeline.warnings }
        do {
            let plan = try pipeline.release(
                environment: environment,
                version: "0",
                variables: program.workspace.environment
            )
            return (pipeline.warnings + plan.warnings).sortedByPosition
        } catch .mistakes(let diagnostics) {
            return diagnostics
        }
    }
}
