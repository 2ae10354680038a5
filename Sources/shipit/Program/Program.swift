import AWS
import FoundationEssentials
import HTTP
import Pipelines
import Runner

/// What commands work with: the options all of them take, the process, and the terminal.
struct Program: Sendable {
    let options: GlobalOptions
    let workspace: Workspace
    let terminal: Terminal
    let http = HTTPClient(userAgent: "shipit/\(Version.current)")

    /// The pipeline that is meant; every mistake in it at once is the error.
    func pipeline() throws -> (file: PipelineFile, pipeline: Pipeline) {
        let file = try PipelineLocator.read(named: options.pipeline, in: workspace)
        do {
            return (file, try Pipeline(file))
        } catch {
            throw MistakenPipeline(file: file, diagnostics: error.diagnostics)
        }
    }

    /// The release of some services to an environment.
    func plan(environment: String, services: [String], version: String?) throws -> (PipelineFile, ReleasePlan) {
        let (file, pipeline) = try pipeline()
        do {
            let plan = try pipeline.release(
                environment: environment,
                services: services,
                version: version,
                variables: workspace.environment
            )
            return (file, plan)
        } catch .mistakes(let diagnostics) {
            throw MistakenPipeline(file: file, diagnostics: diagnostics)
        }
    }

    /// Prints a result: as text for people, or as JSON for programs.
    func print(text: @autoclosure () -> String, json: @autoclosure () -> JSON) throws {
        switch options.format {
        case .text: try StandardStream.output.write(text())
        case .json:
            try StandardStream.output.write(String(decoding: json().serialized(pretty: true), as: UTF8.self) + "\n")
        }
    }

    /// Columns that a table may take on stdout; nil where nobody looks at it.
    var tableWidth: Int? { terminal.output.isTerminal ? terminal.output.size.columns : nil }

    /// How results are painted.
    var style: Style { terminal.outputStyle(options.color) }

    /// Asks before an environment that wants it is changed.
    ///
    /// - Throws: `RunFailure` when the answer is no, or when nobody is there to be asked.
    func confirm(_ question: String, in environment: TargetEnvironment) throws {
        guard environment.confirm, !options.assumesYes else { return }
        guard terminal.error.isTerminal, terminal.inputIsTerminal else {
            throw RunFailure(
                "\(environment.name) wants a confirmation, and nobody is there to give it",
                hint: "add --yes",
                verdict: .refused
            )
        }
        try StandardStream.error.write("\(question) [y/N] ")
        let answer = readLine(strippingNewline: true)?.lowercased() ?? ""
        guard ["y", "yes"].contains(answer) else { throw RunFailure("not confirmed", verdict: .refused) }
    }
}
