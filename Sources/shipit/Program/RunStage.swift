import FoundationEssentials
import Pipelines
import Runner

/// A run with its journal and its display, from the first event to the last line.
struct RunStage: Sendable {
    let session: RunSession
    private let display: RunDisplay

    /// - Parameters:
    ///   - pipeline: The file the run is from; nil for runs that change nothing and keep no journal.
    init(
        _ verb: String,
        environment: String?,
        version: String?,
        services: [String],
        journaling pipeline: PipelineFile?,
        in program: Program
    ) throws {
        let workspace = program.workspace
        let start = workspace.now()
        let id = RunID(startingAt: start, random: UInt32.random(in: 0...UInt32.max))
        let header = RunHeader(
            id: id.description,
            verb: verb,
            environment: environment,
            version: version,
            services: services
        )
        var journal: Journal?
        if let pipeline, let environment {
            let first = JournalEntry.Start(
                id: id.description,
                verb: verb,
                pipeline: workspace.absolute(pipeline.path),
                environment: environment,
                version: version,
                services: services,
                at: start
            )
            journal = try Journal(in: workspace.state, for: id)
            try journal?.append(.started(first))
        }
        let terminal = program.terminal
        let display = RunDisplay(
            RunView(program.options.progress, color: program.options.color, on: terminal),
            now: { Moment.now },
            size: { TerminalSize.current(of: .error) ?? terminal.error.size }
        )
        self.display = display
        self.session = RunSession(header: header, journal: journal, emit: display.report)
    }

    /// Gives the terminal back, and closes the journal with what came of the run.
    func end(_ report: RunReport, at date: Date) {
        if let journal = session.journal {
            do {
                try journal.append(.ended(verdict: "\(ExitCode(report.verdicts))", at: date))
            } catch {
                session.emit(.warning(service: nil, "\(error)"))
            }
        }
        display.close()
    }

    /// Gives the terminal back.
    func end() {
        display.close()
    }
}
