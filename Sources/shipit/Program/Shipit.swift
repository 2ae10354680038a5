import CommandLine
import FoundationEssentials
import HTTP
import Runner

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The program: understands the command line, runs the command, shows what went wrong, and exits.
@main
enum Shipit {
    static func main() async {
        StandardStream.ignoreBrokenPipes()
        let words = Array(ProcessInfo.processInfo.arguments.dropFirst())
        exit(await run(words).rawValue)
    }

    private static func run(_ words: [String]) async -> ExitCode {
        let workspace = Workspace.current
        let terminal = Terminal.current(environment: workspace.environment)
        do {
            switch try CommandCatalogue.tree.resolve(words) {
            case .version:
                try StandardStream.output.write("shipit \(Version.current)\n")
            case .help(let page):
                try StandardStream.output.write(page.text(width: terminal.output.size.columns))
            case .complete(let request):
                try StandardStream.output.write(CommandCatalogue.tree.candidates(for: request).text)
            case .run(let verb, let options):
                return await run(verb, Program(options: options, workspace: workspace, terminal: terminal))
            }
            return .done
        } catch let error as UsageError {
            show(Failure(error), on: terminal, .auto)
            return .usage
        } catch StandardStream.Failure.closed {
            return .done
        } catch {
            show(Failure(RunFailure(error, while: "the command")), on: terminal, .auto)
            return .failed
        }
    }

    private static func run(_ verb: any Verb, _ program: Program) async -> ExitCode {
        let interruption = Interruption()
        let task = Task { try await verb.run(in: program) }
        interruption.onSignal { task.cancel() }
        do {
            let code = try await task.value
            return interruption.exitCode ?? code
        } catch StandardStream.Failure.closed {
            return .done
        } catch let mistakes as MistakenPipeline {
            show(mistakes, in: program)
            return .badPipeline
        } catch {
            let failure = RunFailure(error, while: "the command")
            if let code = interruption.exitCode {
                show(Failure(message: "interrupted"), on: program.terminal, program.options.color)
                return code
            }
            show(Failure(failure), on: program.terminal, program.options.color)
            return ExitCode(failure.verdict)
        }
    }

    private static func show(_ mistakes: MistakenPipeline, in program: Program) {
        let style = program.terminal.errorStyle(program.options.color)
        let text = ValidationOutput(file: mistakes.file, diagnostics: mistakes.diagnostics).text(style: style)
        try? StandardStream.error.write(text)
    }

    private static func show(_ failure: Failure, on terminal: Terminal, _ color: ColorChoice) {
        // Nothing is left to do when stderr is closed too.
        try? StandardStream.error.write(failure.text(style: terminal.errorStyle(color)))
    }
}
