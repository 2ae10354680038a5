import CommandLine

/// What a command line can ask for: a command with its arguments, ready to be run.
protocol Verb: Command {
    /// Does what the command says; prints its result.
    ///
    /// - Throws: `Failure`s and the errors of the modules below, which the program shows and turns into an exit code.
    func run(in program: Program) async throws -> ExitCode
}
